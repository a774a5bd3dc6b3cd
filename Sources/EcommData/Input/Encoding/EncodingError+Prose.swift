import EcommBase

extension EncodingError: Complaint {
  public var place: Place? {
    switch self {
    case .invalid(_, _, _, let place), .truncated(_, _, let place), .unknown(_, let place),
      .contradicted(_, _, let place):
      place
    }
  }

  public var problem: String {
    switch self {
    case .invalid(let encoding, let value, let offset, _):
      "\(encoding.isUTF16 ? "unit" : "byte") 0x\(Self.hexadecimal(value)) at offset \(offset) "
        + "is not \(encoding.rawValue) text"
    case .truncated(let encoding, let offset, _):
      "the input ends in the middle of a \(encoding.rawValue) character, at offset \(offset)"
    case .unknown(let name, _): "the encoding \"\(name)\" is not known"
    case .contradicted(let declared, let found, _):
      "the declaration says \"\(declared)\", but the bytes are \(found.rawValue)"
    }
  }

  public var remedy: String? {
    switch self {
    case .invalid, .truncated, .contradicted:
      "Name the right one: --encoding windows-1250, iso-8859-2, utf-8..."
    case .unknown(let name, _):
      Nearest.match(name, in: TextEncoding.allCases.map(\.rawValue))
        .map { "Did you mean \($0)? It can be set with --encoding." }
        ?? "Known are utf-8, utf-16, iso-8859-1 to 16, windows-1250 to 1258 and koi8-r."
    }
  }

  private static func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return digits.count % 2 == 0 ? digits : "0" + digits
  }
}
