import EcommBase
import EcommData

/// What a detector says of each row.
public struct AnomalyVerdicts: Sendable {
  /// Not-a-number for a row without any value that the model looks at.
  public let scores: [Double]
  public let isAlarm: [Bool]
  /// In words; empty where there is no alarm. Of a row without any value: that there is none.
  public let reasons: [[String]]
  /// What made the alarms.
  public let explanation: AnomalyExplanation
  public var alarms: [Int] { isAlarm.indices.filter { isAlarm[$0] } }

  /// `score,anomaly,reasons`
  public var columns: [Column] {
    var texts = Texts()
    for own in reasons {
      if own.isEmpty {
        texts.appendMissing()
      } else {
        texts.append(own.joined(separator: "; ").utf8)
      }
    }
    return [
      Column("score", .numbers(scores)), Column("anomaly", .booleans(isAlarm.map { $0 ? 1 : 0 })),
      Column("reasons", .texts(texts)),
    ]
  }
}

extension AnomalyModel {
  /// Of rows that went through `rows(of:)`, with so many reasons at most beside each alarm.
  public func verdicts(
    _ rows: Table, reasons count: Int, parallel: Parallel = Parallel()
  ) throws -> AnomalyVerdicts {
    let isEmpty = try knowsNothing(of: rows)
    let scores = try scores(rows, parallel: parallel).enumerated()
      .map { isEmpty[$0] ? .nan : $1 }
    let isAlarm = scores.map { $0 >= threshold }
    let alarms = isAlarm.indices.filter { isAlarm[$0] }
    let explanation = try explain(rows, alarms, parallel: parallel)
    let words = AnomalyReasons(explanation, rows, self)
    let reasons = isAlarm.indices.map { row in
      isEmpty[row]
        ? ["no score: every column that the model looks at is missing"]
        : isAlarm[row] ? words.words(row, count: count) : []
    }
    return AnomalyVerdicts(
      scores: scores, isAlarm: isAlarm, reasons: reasons, explanation: explanation)
  }
}
