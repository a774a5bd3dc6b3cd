/// How the characters of a text are written as bytes. The raw value is the registered name.
public enum TextEncoding: String, Sendable, CaseIterable {
  case utf8 = "utf-8"
  case utf16LE = "utf-16le"
  case utf16BE = "utf-16be"
  case ascii = "us-ascii"
  case latin1 = "iso-8859-1"
  case latin2 = "iso-8859-2"
  case latin3 = "iso-8859-3"
  case latin4 = "iso-8859-4"
  case latinCyrillic = "iso-8859-5"
  case latinGreek = "iso-8859-7"
  case latin5 = "iso-8859-9"
  case latin6 = "iso-8859-10"
  case latin7 = "iso-8859-13"
  case latin8 = "iso-8859-14"
  case latin9 = "iso-8859-15"
  case latin10 = "iso-8859-16"
  case windows1250 = "windows-1250"
  case windows1251 = "windows-1251"
  case windows1252 = "windows-1252"
  case windows1253 = "windows-1253"
  case windows1254 = "windows-1254"
  case windows1255 = "windows-1255"
  case windows1256 = "windows-1256"
  case windows1257 = "windows-1257"
  case windows1258 = "windows-1258"
  case koi8r = "koi8-r"

  /// The encoding of this name, whatever its case and signs: `ISO_8859-2`, `latin2`, `cp1250`.
  public init?(named name: String) {
    let wanted = Self.folded(name)
    guard
      let match = Self.allCases.first(where: {
        Self.folded($0.rawValue) == wanted || $0.aliases.contains(wanted)
      })
    else { return nil }
    self = match
  }

  var isUTF16: Bool { self == .utf16LE || self == .utf16BE }

  /// Other names in use, folded.
  private var aliases: [String] {
    switch self {
    case .utf8: ["utf8n", "unicode11utf8"]
    case .utf16LE: ["utf16", "ucs2", "unicode"]
    case .ascii: ["ascii", "ansix341968", "iso646us"]
    case .latin1: ["latin1", "l1", "iso885911987"]
    case .latin2: ["latin2", "l2", "iso885921987"]
    case .latin3: ["latin3", "l3"]
    case .latin4: ["latin4", "l4"]
    case .latinCyrillic: ["cyrillic"]
    case .latinGreek: ["greek"]
    case .latin5: ["latin5", "l5"]
    case .latin6: ["latin6", "l6"]
    case .latin7: ["latin7"]
    case .latin8: ["latin8"]
    case .latin9: ["latin9", "latin0"]
    case .latin10: ["latin10"]
    case .koi8r: ["koi8", "cskoi8r"]
    case .utf16BE: []
    default: rawValue.hasPrefix("windows-") ? ["cp" + rawValue.suffix(4)] : []
    }
  }

  /// Letters and digits only, in lower case.
  private static func folded(_ name: String) -> String {
    String(name.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) })
  }
}
