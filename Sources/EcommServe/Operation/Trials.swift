import EcommBase
import EcommData
import EcommTasks

/// Scores by the model that serves and, where there is one, by its challenger: in its shadow, never
/// heard, or in its place for a share of the requests. Both have figures of their own.
struct Trials: Sendable {
  let share: Double
  private let log: LineSpool?

  init(share: Double, log: LineSpool?) {
    self.share = share
    self.log = log
  }

  func score(
    _ model: ServedModel, _ table: Table, explains: Bool, _ call: Call
  ) throws -> Scored {
    guard let challenger = call.shelf.challengers[model.name] else {
      return try recorded(RowScoring.score(model, table, explains: explains), table, call)
    }
    if isChosen(call.id), let answer = attempt(challenger, table, explains: explains) {
      return recorded(answer, table, call)
    }
    let answer = try recorded(
      RowScoring.score(model, table, explains: explains), table, call)
    if share == 0 { shadow(challenger, table, answer) }
    return answer
  }

  /// Nil where the challenger fails; that is counted, and the champion answers.
  private func attempt(_ challenger: ServedModel, _ table: Table, explains: Bool) -> Scored? {
    do {
      return try RowScoring.score(challenger, table, explains: explains)
    } catch {
      challenger.live.recordFailure()
      return nil
    }
  }

  private func shadow(_ challenger: ServedModel, _ table: Table, _ answer: Scored) {
    guard let other = attempt(challenger, table, explains: false) else { return }
    challenger.live.record(labels: other.labels, scores: other.scores)
    challenger.live.recordDisagreements(zip(answer.labels, other.labels).count { $0 != $1 })
  }

  /// By the name of the request: one that is sent again is answered by the same model.
  private func isChosen(_ id: String) -> Bool {
    guard share > 0 else { return false }
    let hash = id.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01B3
    }
    let mixed = (hash ^ hash >> 32) &* 0x9E37_79B9_7F4A_7C15
    return Double(mixed >> 11) / Double(1 << 53) < share
  }

  private func recorded(_ scored: Scored, _ table: Table, _ call: Call) -> Scored {
    record(scored, table, call)
    return scored
  }

  /// Notes an answer for metrics, drift and log.
  func record(_ scored: Scored, _ table: Table, _ call: Call) {
    scored.model.live.record(labels: scored.labels, scores: scored.scores)
    scored.model.live.record(table, scores: scored.scores)
    if let log { write(scored, table, call, to: log) }
  }

  /// The row's own columns, so that `drift` can read the log like any other file, and the answer.
  private func write(_ scored: Scored, _ table: Table, _ call: Call, to log: LineSpool) {
    let rows = table.rowCount
    func same(_ name: String, _ text: String) -> Column {
      Column(
        name, .categories(Categories(levels: [text], codes: [Int32](repeating: 0, count: rows))))
    }
    let taken = Set(table.names)
    let beside = [
      same("time", Clock.text(Clock.now)), same("request", call.id),
      same("model", scored.model.name), same("model_version", scored.model.id),
      Column("prediction", .categories(Categories(of: scored.labels))),
      Column("score", .numbers(scored.scores)),
    ].filter { !taken.contains($0.name) }
    let all = Table(beside + table.columns, rowCount: rows)
    if let lines = try? JSONLinesWriter.bytes(all) { log.append(lines) }
  }
}
