import EcommBase
import EcommTasks

/// What happened to the models of a folder: a line for each event, and how well each stood over time.
enum ModelHistoryText {
  static func lines(_ events: [ModelHistory.Event]) -> [String] {
    var table = TextTable(
      ["time", "model", "action", "id", "score", ""], leftColumns: 4, isLastLeft: true)
    for event in events {
      table.add([
        event.isoTime, event.name, event.action, event.id, score(event), why(event),
      ])
    }
    return table.lines + curves(events)
  }

  /// Of the model in place after the event.
  private static func standing(_ event: ModelHistory.Event) -> (metric: String, value: Double)? {
    guard let metric = event.details["metric"]?.string else { return nil }
    let side = event.action == Promotion.promoted ? "challenger" : "champion"
    return event.details[side]?[metric]?.double.map { (metric, $0) }
  }

  private static func score(_ event: ModelHistory.Event) -> String {
    standing(event).map { "\($0.metric) \(Figures.short($0.value))" } ?? ""
  }

  private static func why(_ event: ModelHistory.Event) -> String {
    if let why = event.details["why"]?.string { return why }
    if let old = event.details["replaced"]?.string { return "in the place of \(old)" }
    let inputs = event.details["inputs"]?.strings ?? []
    return inputs.isEmpty ? "" : "from " + inputs.joined(separator: ", ")
  }

  private static let bars = Array("▁▂▃▄▅▆▇█")
  private static let longest = 60

  /// The scores of the model in place, oldest first, for models that were compared more than once.
  private static func curves(_ events: [ModelHistory.Event]) -> [String] {
    let names = Set(events.map(\.name)).sorted()
    let lines = names.compactMap { name -> String? in
      let own = events.filter { $0.name == name }.compactMap(standing).suffix(longest)
      let scores = own.map(\.value)
      guard scores.count > 1, let low = scores.min(), let high = scores.max(),
        let metric = own.last?.metric
      else { return nil }
      return "  \(name), \(metric): \(curve(scores, low, high)) "
        + "\(Figures.short(low)) to \(Figures.short(high))"
    }
    return lines.isEmpty ? [] : [""] + lines
  }

  private static func curve(_ scores: [Double], _ low: Double, _ high: Double) -> String {
    let span = high - low
    return String(
      scores.map { score in
        let part = span > 0 ? (score - low) / span : 0.5
        return bars[max(0, min(bars.count - 1, Int(part * Double(bars.count - 1) + 0.5)))]
      })
  }
}
