import EcommBase

/// What kind of text an input is, told by how it begins.
public enum InputFormat: String, Sendable, CaseIterable {
  case csv, jsonLines, xml

  private static let headSize = 1 << 16

  public init(of input: Input) throws {
    let head = try input.bytes(0..<min(input.size, Self.headSize))
    if let zero = head.firstIndex(of: 0) {
      let line = head[..<zero].count { $0 == 10 } + 1
      throw InputError.binary(Place(input.name, line: line))
    }
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
  case binary(Place)
  case unknownEncoding(String)
  case mixedFormats(file: String, format: String, first: String)
  case noTable(String, file: String, nearest: String?, all: [String])
}

extension InputError: Complaint {
  public var place: Place? {
    if case .binary(let place) = self { place } else { nil }
  }

  public var problem: String {
    switch self {
    case .empty(let file): "\(file) is empty"
    case .binary: "a zero byte stands here; this is not text"
    case .unknownEncoding(let name): "the encoding '\(name)' is not known"
    case .mixedFormats(let file, let format, let first):
      "\(file) is \(format), unlike \(first); one input has one format"
    case .noTable(let name, let file, _, _): "\(file) has no table '\(name)'"
    }
  }

  public var remedy: String? {
    switch self {
    case .binary: "Input may be CSV, JSON lines or XML. If it is UTF-16: --encoding utf-16le"
    case .unknownEncoding: "Save it as UTF-8."
    case .noTable(_, _, let nearest?, _): "Did you mean '\(nearest)'?"
    case .noTable(_, _, nil, let all): "There are: \(all.joined(separator: ", "))."
    case .empty, .mixedFormats: nil
    }
  }
}
