/// How a service is run.
public struct ServiceOptions: Sendable {
  public var version = ""
  /// Rows of one JSON body; files have no such limit.
  public var batchRows = 1_000
  public var bodyBytes = 8 << 20
  /// Of CSV and JSON lines, which are not held in memory.
  public var fileBytes = 1 << 30
  /// Keys, hashed; nil where none is asked for.
  public var keyFile: String?
  /// A key from the environment, where there is no file.
  public var environmentKey: String?
  /// Requests a second of one key, or of one address without a key; nil: as many as come.
  public var requestsPerSecond: Double?
  /// Whether the address of a client is what the last proxy says it is.
  public var trustsProxy = false
  /// Origins whose pages may ask; none by default.
  public var origins: [String] = []
  /// How often files are looked at; 0: only on request.
  public var watchSeconds = 5.0
  /// By the name of the model that is challenged.
  public var challengers: [(name: String, path: String)] = []
  /// Of requests that the challenger answers; at 0 it is asked along and never heard.
  public var challengerShare = 0.0
  public var predictionLog: String?
  public var accessLog: String?
  /// A log that is larger is put aside as FILE.1, in place of the one that was there.
  public var logBytes = 64 << 20
  /// Answers that are kept; 0: none.
  public var cachedAnswers = 0
  /// Hears what was done.
  public var say: @Sendable (String) -> Void = { _ in }
  /// Hears what went wrong: files that could not be read, log lines that were lost.
  public var warn: @Sendable (String) -> Void = { _ in }

  public init() {}

  func log(_ path: String) throws -> LineSpool {
    try LineSpool(path, rotateBytes: logBytes, warn: warn)
  }
}
