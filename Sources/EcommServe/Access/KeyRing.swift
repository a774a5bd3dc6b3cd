import EcommBase
import Glibc

/// The keys that open the service, by their digests: nobody who reads the file or the memory learns a
/// key.
///
/// A file has a line for each key: its name, a space and the SHA-256 of the key in hexadecimal digits, as
/// `ecomml serve --new-key NAME` writes it; or a key itself, as secret stores hand it out. Lines that
/// begin with `#` are remarks.
struct KeyRing: Sendable {
  struct Key: Sendable {
    let name: String
    let digest: [UInt8]
  }

  let keys: [Key]

  static let shortest = 16

  init(file path: String) throws {
    let lines = try SmallFile.read(path, limit: 1 << 20).split(whereSeparator: \.isNewline)
    var keys: [Key] = []
    for (number, line) in lines.enumerated() where !line.hasPrefix("#") {
      let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
      if words.isEmpty { continue }
      guard let key = Self.key(words, number: keys.count + 1) else {
        throw KeyError.badLine(file: path, line: number + 1)
      }
      keys.append(key)
    }
    guard !keys.isEmpty else { throw KeyError.none(file: path) }
    self.keys = keys
  }

  init(key: String, name: String) throws {
    guard key.utf8.count >= Self.shortest else { throw KeyError.tooShort(name: name) }
    keys = [Key(name: name, digest: Self.digest(Array(key.utf8)))]
  }

  private static func key(_ words: [String], number: Int) -> Key? {
    switch words.count {
    case 1 where words[0].utf8.count >= shortest:
      Key(name: "key\(number)", digest: digest(Array(words[0].utf8)))
    case 2: bytes(hex: words[1]).map { Key(name: words[0], digest: $0) }
    default: nil
    }
  }

  /// The name of the key. Every digest is compared to its end, so that time tells nothing.
  func name(of presented: some Collection<UInt8>) -> String? {
    let digest = Self.digest(Array(presented))
    var found: String?
    for key in keys where Self.areEqual(key.digest, digest) { found = key.name }
    return found
  }

  private static func areEqual(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    var difference = a.count ^ b.count
    for (x, y) in zip(a, b) { difference |= Int(x ^ y) }
    return difference == 0
  }

  static func digest(_ bytes: [UInt8]) -> [UInt8] {
    var digest = SHA256()
    bytes.withUnsafeBytes { digest.update($0) }
    return digest.finish()
  }

  private static func bytes(hex: String) -> [UInt8]? {
    let digits = hex.utf8.compactMap { byte in Character(Unicode.Scalar(byte)).hexDigitValue }
    guard hex.utf8.count == 64, digits.count == 64 else { return nil }
    return stride(from: 0, to: 64, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
  }
}

enum KeyError: Error, Sendable, Equatable {
  case none(file: String)
  case badLine(file: String, line: Int)
  case tooShort(name: String)
  case badName(String)
}

extension KeyError: Complaint {
  var place: Place? {
    switch self {
    case .none(let file): Place(file)
    case .badLine(let file, let line): Place(file, line: line)
    case .tooShort, .badName: nil
    }
  }

  var problem: String {
    switch self {
    case .none: "there is no key in this file"
    case .badLine:
      "this is neither NAME and the SHA-256 of a key nor a key of \(KeyRing.shortest) characters or more"
    case .tooShort(let name): "the key in \(name) has fewer than \(KeyRing.shortest) characters"
    case .badName(let name): "'\(name)' is no name for a key: letters, digits, dots and dashes are"
    }
  }

  var remedy: String? {
    switch self {
    case .none, .badLine: "'ecomml serve --new-key NAME --api-key-file FILE' adds one."
    case .tooShort, .badName: nil
    }
  }
}

/// A key as it is handed to a client, once.
public enum NewKey {
  /// Adds the digest to the file and gives the key itself, which stands nowhere else.
  public static func add(name: String, to path: String) throws -> String {
    guard !name.isEmpty, name.utf8.count <= 64,
      name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) })
    else { throw KeyError.badName(name) }
    let key = random()
    let before = access(path, F_OK) == 0 ? try SmallFile.read(path, limit: 1 << 20) : ""
    let ended = before.isEmpty || before.hasSuffix("\n") ? before : before + "\n"
    let line = "\(name) \(SHA256.hex(of: Array(key.utf8)))\n"
    try AtomicFile.write(Array((ended + line).utf8), to: path)
    chmod(path, 0o600)
    return key
  }

  /// 24 bytes of the system's own generator.
  private static func random() -> String {
    var generator = SystemRandomNumberGenerator()
    let bytes = (0..<24).map { _ in UInt8.random(in: 0...255, using: &generator) }
    let digits = Array("0123456789abcdef".utf8)
    return "eml_"
      + String(
        decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
