import EcommBase
import EcommHTTP
import EcommServe
import Glibc

/// What `serve` can be told, by subject.
enum ServeOptions {
  static let address = Option.text(
    "address", "IP", "where to listen; 0.0.0.0 or :: is everywhere", defaultText: "127.0.0.1")
  static let port = Option.integer(
    "port", "N", "0 takes a free one", in: 0...65535, default: 8080)

  static let keyFile = Option.file("api-key-file", "keys that open the service, by their digests")
  static let newKey = Option.text("new-key", "NAME", "make a key, add it to that file and end")
  static let openToAll = Option.flag("open-to-all", "listen on a public address without a key")
  private static let rate = Option.number(
    "rate", "N", "requests a second of one key or address", in: 0.01...1e6)
  private static let trustProxy = Option.flag(
    "trust-proxy", "take the client's address from X-Forwarded-For")
  private static let origins = Option.list("cors", "ORIGIN,...", "pages of these origins may ask")

  private static let rows = Option.integer(
    "batch-rows", "N", "the most rows of a JSON body", in: 1...10_000_000, default: 1_000)
  private static let body = Option.integer(
    "body-megabytes", "N", "the largest JSON body", in: 1...4_096, default: 8)
  private static let file = Option.integer(
    "file-megabytes", "N", "the largest body of CSV or JSON lines", in: 1...1_048_576,
    default: 1_024)
  private static let connections = Option.integer(
    "connections", "N", "the most clients at once", in: 1...1_000_000, default: 20_000)

  private static let watch = Option.integer(
    "watch", "SECONDS", "how often to look for changed files; 0: never", in: 0...86_400,
    default: 5)
  private static let challengers = Option.assignments(
    "challenger", "NAME=FILE", "another model beside NAME, asked in its shadow")
  private static let share = Option.number(
    "share", "S", "of requests that the challenger answers instead", in: 0...1)
  private static let predictionLog = Option.file(
    "prediction-log", "rows and answers as JSON lines; drift reads it")
  private static let accessLog = Option.file("access-log", "requests as JSON lines; - is stdout")
  private static let logSize = Option.integer(
    "log-megabytes", "N", "a longer log is put aside as FILE.1", in: 1...1_048_576, default: 64)
  private static let cache = Option.integer(
    "cache", "N", "answers kept for the same question", in: 0...10_000_000, default: 0)

  static let all: [OptionDeclaration] = [
    address.declaration, port.declaration, keyFile.declaration, newKey.declaration,
    openToAll.declaration, rate.declaration, trustProxy.declaration, origins.declaration,
    rows.declaration, body.declaration, file.declaration, connections.declaration,
    watch.declaration, challengers.declaration, share.declaration, predictionLog.declaration,
    accessLog.declaration, logSize.declaration, cache.declaration,
  ]

  static func service(_ invocation: Invocation) throws -> ServiceOptions {
    var options = ServiceOptions()
    options.version = VersionCommand.version
    options.keyFile = invocation[keyFile]
    options.environmentKey = getenv("ECOMML_API_KEY").map { String(cString: $0) }
      .flatMap { $0.isEmpty ? nil : $0 }
    options.requestsPerSecond = invocation[rate]
    options.trustsProxy = invocation[trustProxy]
    options.origins = invocation[origins]
    options.batchRows = invocation[rows]
    options.bodyBytes = invocation[body] << 20
    options.fileBytes = invocation[file] << 20
    options.watchSeconds = Double(invocation[watch])
    options.challengers = invocation[challengers].map {
      let (name, path) = Reading.assignment($0)
      return (name, path)
    }
    if invocation.has(share), options.challengers.isEmpty {
      throw UsageError.needs(option: "share", other: "challenger")
    }
    options.challengerShare = invocation[share] ?? 0
    options.predictionLog = invocation[predictionLog]
    options.accessLog = invocation[accessLog]
    options.logBytes = invocation[logSize] << 20
    options.cachedAnswers = invocation[cache]
    let console = invocation.console
    options.say = { console.say($0) }
    options.warn = { console.complain($0.showingControls) }
    return options
  }

  static func limits(_ invocation: Invocation) -> HTTPLimits {
    var limits = HTTPLimits()
    limits.bodyBytes = invocation[body] << 20
    limits.connections = invocation[connections]
    return limits
  }
}
