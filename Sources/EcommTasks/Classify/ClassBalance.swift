import EcommBase
import EcommData
import EcommLearn

/// What is done about classes of few rows, to the rows that are learned from and no others.
public enum ClassBalance: String, Sendable, CaseIterable {
  case none
  /// Rows count so that all classes weigh the same.
  case weights
  /// Rows of smaller classes stand several times.
  case over
  /// Rows of larger classes are left out.
  case under
  /// New rows of smaller classes between old ones (`SMOTE`).
  case smote

  func balance(_ features: Features, _ labels: [Int], classes: Int, seed: UInt64) throws
    -> ClassExamples
  {
    let counts = (0..<classes).map { own in labels.count { $0 == own } }
    switch self {
    case .none:
      return ClassExamples(features: features, labels: labels, classes: classes, weights: [])
    case .weights:
      let weights = counts.map { Double(labels.count) / Double(classes * max(1, $0)) }
      return ClassExamples(
        features: features, labels: labels, classes: classes, weights: labels.map { weights[$0] })
    case .over:
      return drawn(features, labels, counts, size: counts.max() ?? 0, seed)
    case .under:
      return drawn(features, labels, counts, size: counts.filter { $0 > 0 }.min() ?? 0, seed)
    case .smote:
      return try SMOTE(seed: seed).balance(features, labels, counts)
    }
  }

  /// `size` rows of each class: whole rounds of all its rows, and the rest by chance.
  private func drawn(
    _ features: Features, _ labels: [Int], _ counts: [Int], size: Int, _ seed: UInt64
  ) -> ClassExamples {
    var random = SeededRandom(seed: seed)
    let rows = counts.indices.flatMap { own -> [Int] in
      let all = labels.indices.filter { labels[$0] == own }
      guard !all.isEmpty else { return [] }
      let rounds = (0..<size / all.count).flatMap { _ in all }
      return rounds + random.sample(size % all.count, of: all.count).map { all[$0] }
    }.sorted()
    return ClassExamples(
      features: features.selecting(rows), labels: rows.map { labels[$0] }, classes: counts.count,
      weights: [])
  }
}

extension Features {
  func selecting(_ rows: [Int]) -> Features {
    Features(
      table.selecting(rows: rows), terms: terms?.selecting(rows), termNames: termNames)
  }
}
