import EcommBase
import EcommTasks

/// How far new data lies from the training, as a person reads it.
enum DriftText {
  /// - Parameter now: seconds since 1970, to say how old the data is.
  static func lines(_ report: DriftReport, now: Int) -> [String] {
    var lines = [
      "\(Figures.count(report.quality.rows, "row")) against \(Figures.count(report.trainedRows)) of training (model \(report.model))",
      "",
    ]
    lines += report.rules.choice == .evidently ? evidently(report) : own(report)
    lines += performance(report) + quality(report, now: now) + [""]
    return lines + verdict(report)
  }

  private static func own(_ report: DriftReport) -> [String] {
    var table = TextTable(
      ["", "PSI", "by chance", "KS", "moved", "JS", "missing", "unseen", "p", ""], isLastLeft: true)
    for column in report.columns { table.add(row(column.name, column)) }
    if let one = report.prediction { table.add(row("what the model says", one)) }
    if let one = report.target { table.add(row("the answers (\(one.name))", one)) }
    return table.lines
  }

  private static func row(_ name: String, _ column: ColumnDrift) -> [String] {
    [
      name, figure(column.stabilityIndex, 3), figure(column.criticalIndex, 3),
      figure(column.kolmogorovSmirnov?.statistic, 3),
      column.wassersteinScaled.map { Figures.fixed($0, 2) + " sd" } ?? "",
      figure(column.counts?.jensenShannon, 3), Figures.percent(column.missingShares.now, 0),
      Figures.percent(column.unseenShare, 0),
      column.correctedP.isNaN
        ? "" : column.correctedP < 0.001 ? "< 0.001" : figure(column.correctedP, 3),
      column.isDrifted ? "drifted: " + column.reasons.joined(separator: ", ") : "",
    ]
  }

  private static func figure(_ value: Double?, _ decimals: Int) -> String {
    value.map { Figures.fixed($0, decimals) } ?? ""
  }

  private static func evidently(_ report: DriftReport) -> [String] {
    var table = TextTable(["", "test", "score", "threshold", ""], leftColumns: 2, isLastLeft: true)
    for column in report.columns {
      guard let test = column.evidently else { continue }
      table.add([
        column.name, test.name.rawValue, figure(test.score, 6), Figures.plain(test.threshold),
        test.isDrifted ? "drifted" : "",
      ])
    }
    return table.lines
  }

  private static func performance(_ report: DriftReport) -> [String] {
    guard !report.performance.isEmpty else { return [] }
    var table = TextTable(["how well", "in training", "now", "95 %", ""], isLastLeft: true)
    for one in report.performance {
      table.add([
        one.title, Figures.short(one.before), Figures.short(one.now),
        one.interval.map {
          "\(Figures.short($0.lowerBound)) to \(Figures.short($0.upperBound))"
        } ?? "", one.isWorse ? "worse" : "",
      ])
    }
    let basis = report.basis.split(separator: ";").map { "  " + $0.drop { $0 == " " } }
    return [""] + table.lines + basis
  }

  private static let shown = 8

  private static func quality(_ report: DriftReport, now: Int) -> [String] {
    let quality = report.quality
    var words: [String] = []
    if !quality.missingColumns.isEmpty {
      words.append("columns gone: " + listed(quality.missingColumns))
    }
    words += quality.retyped.map {
      "\($0.name) is now \($0.now.rawValue), was \($0.before.rawValue)"
    }
    if !quality.extraColumns.isEmpty {
      words.append("not in the model: " + listed(quality.extraColumns))
    }
    if quality.duplicates > 0 {
      words.append(Figures.count(quality.duplicates, "row") + " twice or more")
    }
    if quality.rejectedRows > 0 {
      words.append(Figures.count(quality.rejectedRows, "row") + " could not be read")
    }
    if let day = quality.newestDay { words.append("newest row of \(day)" + age(quality, now)) }
    words += quality.notes
    return words.isEmpty ? [] : [""] + words.map { "  " + $0 }
  }

  private static func age(_ quality: DataQuality, _ now: Int) -> String {
    guard let days = quality.daysOld(at: now) else { return "" }
    if days < -1 { return ", \(Figures.count(-days, "day")) ahead of this machine's clock" }
    return days > 1 ? ", \(Figures.count(days, "day")) ago" : ""
  }

  private static func listed(_ names: [String]) -> String {
    names.prefix(shown).joined(separator: ", ") + (names.count > shown ? ", ..." : "")
  }

  private static let ungated =
    "  Sums move with trend and season by themselves, which is no alarm: the errors decide (--column-share 0.5 to gate columns too)."

  private static func verdict(_ report: DriftReport) -> [String] {
    let count =
      "\(report.driftedColumns) of \(Figures.count(report.columns.count, "column")) drifted"
    let ungated = report.gatesColumns ? [] : [ungated]
    guard report.hasDrifted else { return ["No alarm: \(count)."] + ungated }
    return ["Alarm: \(count)."] + report.alarms.map { "  " + $0 } + ungated
  }
}
