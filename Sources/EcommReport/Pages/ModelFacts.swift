import EcommBase
import EcommTasks

/// What a model is, as a page tells it.
extension Section {
  mutating func model(_ file: ModelFile) {
    var facts: [(name: String, value: String)] = [
      ("learner", file.learner), ("id", file.id), ("rows", Figures.count(file.data.rows)),
      ("rows left out", Figures.count(file.data.rejectedRows)),
    ]
    if let first = file.data.firstDate, let last = file.data.lastDate {
      facts.append(("dates", "\(first) to \(last)"))
    }
    self.facts(facts)
    subheading("Settings")
    self.facts(
      zip(file.settings.names, file.settings.values).map { ($0, Self.text($1)) })
  }

  private static func text(_ value: JSON) -> String {
    if let text = value.string { return text }
    if let number = value.double { return Figures.plain(number) }
    return JSONWriter.text(value)
  }
}
