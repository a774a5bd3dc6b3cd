import EcommBase
import EcommHTTP

/// What a body is written in.
enum BodyFormat: String, Sendable {
  case json = "application/json"
  case jsonLines = "application/x-ndjson"
  case csv = "text/csv"

  /// By the Content-Type. None is taken for JSON, and so is what curl says of its own accord.
  static func of(_ request: HTTPRequest) throws(Problem) -> BodyFormat {
    guard let type = request.headers.bytes("Content-Type") else { return .json }
    if type.elementsEqual("application/json".utf8) { return .json }
    let text = String(decoding: type.prefix { $0 != UInt8(ascii: ";") }, as: UTF8.self)
      .lowercased().filter { $0 != " " }
    switch text {
    case "application/json", "application/x-www-form-urlencoded": return .json
    case "application/x-ndjson", "application/jsonl", "application/ndjson": return .jsonLines
    case "text/csv": return .csv
    default:
      throw Problem(
        415, "'\(text)' is not read here; application/json, text/csv and application/x-ndjson are",
        .malformed)
    }
  }
}

enum RequestBody {
  /// Models have no deep rows; deeper bodies are somebody's attack.
  private static let depth = 16

  static func json(_ request: HTTPRequest) throws -> JSON {
    let format = try BodyFormat.of(request)
    guard !request.body.isEmpty else { throw Problem(400, "the body is empty", .malformed) }
    guard format == .json else {
      throw Problem(415, "this path takes application/json", .malformed)
    }
    return try JSONReader.read(
      request.body, file: "body", limits: .init(depth: depth, bytes: .max))
  }

  /// One row, or several.
  enum Rows {
    case one(JSON)
    /// With the pointer to each.
    case many([JSON], prefix: String)

    var all: [JSON] {
      switch self {
      case .one(let row): [row]
      case .many(let rows, _): rows
      }
    }

    /// Of all of them.
    var pointer: String {
      if case .many(_, let prefix) = self { "#" + prefix } else { "#" }
    }

    func pointer(_ row: Int) -> String {
      switch self {
      case .one: "#"
      case .many: "\(pointer)/\(row)"
      }
    }
  }

  /// A row as an object, rows as an array or under `rows`.
  static func rows(_ body: JSON, called names: [String], limit: Int) throws(Problem) -> Rows {
    var rows = body.array.map { Rows.many($0, prefix: "") }
    if let object = body.object, rows == nil {
      for name in names {
        if let array = object[name]?.array { rows = .many(array, prefix: "/" + name) }
      }
      rows = rows ?? .one(body)
    }
    guard let rows else {
      throw .invalid("#", "must be an object with a row's fields, or an array of such objects")
    }
    let count = rows.all.count
    guard count > 0 else { throw .invalid(rows.pointer, "there are no rows") }
    guard count <= limit else {
      throw Problem(413, "\(count) rows are too many; at most \(limit) are taken at once", .refused)
    }
    return rows
  }
}
