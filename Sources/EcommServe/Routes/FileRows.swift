import EcommBase
import EcommData
import EcommHTTP
import EcommTasks

/// Rows as CSV or JSON lines, of any number: read to a file without a name, then scored block by
/// block, so that memory does not grow with the rows. Answers come in the format of the question.
///
/// Columns go by name and types are decided over all rows, as `predict` does on the command line; an
/// unseen category is no error here.
enum FileRows {
  static func answer(_ call: Call, _ model: ServedModel) throws -> HTTPResponse {
    let format = try BodyFormat.of(call.request)
    try call.refuse(["explain"], "is for rows as \(BodyFormat.json.rawValue)")
    let input = try spooled(call)
    guard input.size > 0 else { throw Problem(400, "the body is empty", .malformed) }
    let answers = try AnswerFile(format)
    try write(input, options(format, model), model, to: answers)
    return answers.response(model)
  }

  private static func write(
    _ input: Input, _ options: ReadOptions, _ model: ServedModel, to answers: AnswerFile
  ) throws {
    switch model.trained {
    case .classify(let classifier):
      let stream = try TableReader.stream([input], options)
      try check(stream.report)
      try check(stream.schema.map(\.name), model)
      try stream.blocks { try answers.write(columns(classifier, $0, model)) }
    case .anomaly(let detector):
      let rows = try detector.rows(of: read(input, options).table)
      let verdicts = try detector.verdicts(rows, reasons: 3)
      record(verdicts, rows, model)
      try answers.write(Table(verdicts.columns, rowCount: rows.rowCount))
    case .segment(let segments):
      let loaded = try read(input, options)
      try model.form?.checkLimits(loaded.table)
      let own = try SegmentRoute.answers(segments, loaded)
      SegmentRoute.record(own, model)
      try answers.write(own.table)
    case .days(let days):
      try answers.write(DaysRoute.judged(days, read(input, options).table, model))
    case .forecast:
      throw Problem(422, "\(model.name) does not take rows", .invalid)
    }
  }

  /// Rows that cannot be read are gathered, to be named together. Little is read at a time: requests share
  /// the memory.
  private static func options(_ format: BodyFormat, _ model: ServedModel) -> ReadOptions {
    var options = ReadOptions()
    options.format = format == .csv ? .csv : .jsonLines
    options.typing.usualTypes = model.columnTypes
    options.errorPolicy = .skip
    options.chunkSize = 1 << 17
    options.waveSize = 1 << 20
    return options
  }

  private static func read(_ input: Input, _ options: ReadOptions) throws -> Loaded {
    let loaded = try TableReader.read([input], options)
    try check(loaded.report)
    return loaded
  }

  private static func check(_ report: ReadReport) throws(Problem) {
    guard report.rejectedRows > 0 else { return }
    let faults = report.rejects.map {
      Problem.Fault(spot: .line($0.place.line ?? 1), detail: $0.reason)
    }
    var problem = Problem(faults: faults, of: report.rejectedRows)
    problem.detail =
      report.rejectedRows == 1
      ? "1 row cannot be read" : "\(report.rejectedRows) rows cannot be read"
    throw problem
  }

  private static func spooled(_ call: Call) throws -> Input {
    let spool = try SpoolFile()
    while let piece = try call.request.incoming?.read() {
      try piece.withUnsafeBytes { try spool.append($0) }
    }
    return spool.input(named: "body")
  }

  /// Before the first byte of the answer is out, so that a missing column is an error of its own.
  private static func check(_ names: [String], _ model: ServedModel) throws {
    var faults = FaultList(isLenient: false)
    for field in model.form?.fields ?? [] where !names.contains(field.name) {
      let nearest = Nearest.match(field.name, in: names).map { "; the nearest is \($0)" } ?? ""
      faults.add(field.name, "is missing\(nearest)")
    }
    guard faults.hard.isEmpty else { throw Problem(faults: faults.hard) }
  }

  private static func columns(
    _ classifier: ClassModel, _ block: Table, _ model: ServedModel
  ) throws -> Table {
    let predictions = try classifier.predict(block, parallel: Parallel())
    let classes = classifier.decision.classes
    let watched = predictions.labels.indices.map { row in
      predictions.probabilities.row(row).dropFirst(
        classifier.decision.isBinary ? 1 : predictions.labels[row]
      ).first ?? 0
    }
    model.live.record(labels: predictions.labels.map { classes[$0] }, scores: watched)
    model.live.record(block, scores: watched)
    return Table(classifier.columns(predictions), rowCount: block.rowCount)
  }

  private static func record(_ verdicts: AnomalyVerdicts, _ rows: Table, _ model: ServedModel) {
    model.live.record(
      labels: verdicts.isAlarm.map { $0 ? "anomaly" : "usual" }, scores: verdicts.scores)
    model.live.record(rows, scores: verdicts.scores)
  }
}

/// Answers gathered in a file without a name, so that a fault in the last row is an error and no
/// answer that breaks off; then sent from there.
private final class AnswerFile {
  private let format: BodyFormat
  private let spool: SpoolFile
  private var hasHeader = false

  init(_ format: BodyFormat) throws {
    self.format = format
    spool = try SpoolFile()
  }

  func write(_ table: Table) throws {
    let spool = spool
    func append(_ bytes: [UInt8]) throws { try bytes.withUnsafeBytes { try spool.append($0) } }
    guard format == .csv else { return try JSONLinesWriter(append).rows(of: table) }
    let writer = CSVWriter(append)
    if !hasHeader { try writer.header(table.names) }
    hasHeader = true
    try writer.rows(of: table)
  }

  private static let pieceBytes = 1 << 16

  func response(_ model: ServedModel) -> HTTPResponse {
    let answers = spool.input(named: "answers")
    var response = HTTPResponse.stream(contentType: format.rawValue) { writer in
      for start in stride(from: 0, to: answers.size, by: Self.pieceBytes) {
        try writer.write(answers.bytes(start..<min(answers.size, start + Self.pieceBytes)))
      }
    }
    response.headers.add("X-Model", model.name)
    response.headers.add("X-Model-Version", model.id)
    return response
  }
}

extension ServedModel {
  /// How the columns of a file have to be read.
  fileprivate var columnTypes: [String: ColumnType] {
    switch trained {
    case .classify(let model): model.columnTypes
    case .anomaly(let model): model.columnTypes
    case .segment(let model): model.columnTypes
    case .forecast, .days: [:]
    }
  }
}
