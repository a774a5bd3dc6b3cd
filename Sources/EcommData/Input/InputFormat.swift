import EcommBase

/// What kind of text an input is, told by how it begins.
public enum InputFormat: String, Sendable, CaseIterable {
  case csv, jsonLines, xml

  private static let headSize = 1 << 16

  public init(of input: Input) throws {
    let head = try input.bytes(0..<min(input.size, Self.headSize))
    if head.contains(0) { throw InputError.binary(file: input.name) }
    let text = head.drop { [0xEF, 0xBB, 0xBF, 32, 9, 10, 13].contains($0) }
    let second = text.dropFirst().first { ![32, 9, 10, 13].contains($0) }
    switch (text.first, second) {
    case (nil, _): throw InputError.empty(file: input.name)
    case (UInt8(ascii: "<"), _): self = .xml
    case (UInt8(ascii: "{"), UInt8(ascii: "\"")), (UInt8(ascii: "{"), UInt8(ascii: "}")),
      (UInt8(ascii: "["), UInt8(ascii: "{")), (UInt8(ascii: "["), UInt8(ascii: "]")):
      self = .jsonLines
    default: self = .csv
    }
  }
}

/// An input that is not what can be read.
public enum InputError: Error, Sendable, Equatable {
  case empty(file: String)
  case binary(file: String)
  case encoding(file: String, name: String)
  case mixedFormats(file: String, format: String, first: String)
  case noReader(file: String, format: String)
}

extension InputError: Complaint {
  public var problem: String {
    switch self {
    case .empty(let file): "\(file) is empty"
    case .binary(let file): "\(file) is not text: it holds zero bytes"
    case .encoding(let file, let name): "\(file) is in \(name), which cannot be read"
    case .mixedFormats(let file, let format, let first):
      "\(file) is \(format), unlike \(first); one input has one format"
    case .noReader(let file, let format): "\(file) is \(format), which cannot be read here"
    }
  }

  public var remedy: String? {
    switch self {
    case .binary: "Input may be CSV, JSON lines or XML; UTF-16 has to be named: --encoding utf-16"
    case .encoding: "Save it as UTF-8"
    case .empty, .mixedFormats, .noReader: nil
    }
  }
}
