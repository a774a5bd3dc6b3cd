import EcommTasks

extension ServedModel {
  /// Whether rows are answered one by one, which a challenger can do as well.
  var scoresRows: Bool {
    switch trained {
    case .classify, .anomaly: true
    case .forecast, .segment, .days: false
    }
  }

  /// Why this model cannot answer what `champion` is asked. It may do with fewer columns.
  func misfit(beside champion: ServedModel?) -> String? {
    guard let champion else { return "there is no such model any more" }
    guard champion.scoresRows else {
      return "\(champion.name) does not answer row by row, so nothing can be asked beside it"
    }
    guard task == champion.task, scoresRows else {
      return "its task is \(task.rawValue), that of \(champion.name) is \(champion.task.rawValue)"
    }
    let columns = differences(from: champion)
    guard columns.isEmpty else {
      return "its columns differ: " + columns.joined(separator: "; ")
    }
    guard classes == champion.classes else {
      return "it answers \(Self.list(classes)), and \(champion.name) \(Self.list(champion.classes))"
    }
    return nil
  }

  private static let mostNamed = 10

  private func differences(from champion: ServedModel) -> [String] {
    let known = champion.form?.fields ?? []
    let found = (form?.fields ?? []).compactMap { field -> String? in
      guard let other = known.first(where: { $0.name == field.name }) else {
        return field.isOptional ? nil : "\(champion.name) has no \(field.name)"
      }
      return field.kind.holdsTheSame(as: other.kind)
        ? nil : "\(field.name) is \(field.wanted) here and \(other.wanted) there"
    }
    let more = found.count - Self.mostNamed
    return found.prefix(Self.mostNamed) + (more > 0 ? ["\(more) more"] : [])
  }

  private var classes: [String] {
    if case .classify(let classifier) = trained { classifier.decision.classes } else { [] }
  }

  private static func list(_ names: [String]) -> String {
    names.prefix(mostNamed).joined(separator: ", ") + (names.count > mostNamed ? ", ..." : "")
  }
}

extension FormField.Kind {
  /// Rows are read once, for the champion; its challenger gets the same columns.
  fileprivate func holdsTheSame(as other: FormField.Kind) -> Bool {
    switch (self, other) {
    case (.number, .number), (.number, .integer), (.number, .boolean), (.integer, .integer),
      (.integer, .number), (.integer, .boolean), (.boolean, .boolean), (.date, .date):
      true
    case (.text, .text), (.text, .category), (.category, .text), (.category, .category): true
    default: false
    }
  }
}
