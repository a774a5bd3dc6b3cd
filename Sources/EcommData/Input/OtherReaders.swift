/// The two places where other parts of reading are called from the front door.
enum OtherReaders {
  /// The same text in UTF-8. UTF-8 itself passes through, with its byte-order mark.
  static func utf8(_ input: Input, _ options: ReadOptions) throws -> Input {
    let mark = try input.bytes(0..<min(2, input.size))
    if mark == [0xFF, 0xFE] || mark == [0xFE, 0xFF] {
      throw InputError.encoding(file: input.name, name: "UTF-16")
    }
    guard let name = options.encoding?.lowercased(), name != "utf-8", name != "utf8" else {
      return input
    }
    throw InputError.encoding(file: input.name, name: name)
  }

  static func xml(_ inputs: [Input], _ options: ReadOptions) throws -> Loaded {
    throw InputError.noReader(file: inputs[0].name, format: "XML")
  }
}
