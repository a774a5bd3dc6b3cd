/// One request, checked and decoded.
public struct HTTPRequest: Sendable {
  public var method: String
  /// Percent-decoded, without the query.
  public var path: String
  public var query: [String: String]
  public var headers: HTTPHeaders
  public var body: [UInt8]

  public init(
    method: String, path: String, query: [String: String] = [:], headers: HTTPHeaders = .init(),
    body: [UInt8] = []
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.headers = headers
    self.body = body
  }
}

/// Header fields in their order; names are compared without regard to case.
public struct HTTPHeaders: Sendable {
  public private(set) var fields: [(name: String, value: String)] = []

  public init(_ fields: [(name: String, value: String)] = []) { self.fields = fields }

  public mutating func add(_ name: String, _ value: String) { fields.append((name, value)) }

  public subscript(name: String) -> String? { all(name).first }

  public func all(_ name: String) -> [String] {
    let wanted = name.lowercased()
    return fields.filter { $0.name.lowercased() == wanted }.map(\.value)
  }
}
