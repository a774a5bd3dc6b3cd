extension ColumnValues {
  /// All but some rows, given in ascending order.
  func without(_ rows: [Int32]) -> ColumnValues {
    guard !rows.isEmpty else { return self }
    switch self {
    case .numbers(let values): return .numbers(Self.without(rows, values))
    case .integers(let values): return .integers(Self.without(rows, values))
    case .booleans(let values): return .booleans(Self.without(rows, values))
    case .dates(let values): return .dates(Self.without(rows, values))
    case .categories(let categories): return .categories(Self.without(rows, categories))
    case .texts(let texts): return .texts(Self.without(rows, texts))
    }
  }

  private static func without<T>(_ rows: [Int32], _ values: [T]) -> [T] {
    var kept = values
    var next = 0
    var gap = 0
    for row in kept.indices {
      if gap < rows.count, Int(rows[gap]) == row {
        gap += 1
        continue
      }
      kept[next] = kept[row]
      next += 1
    }
    kept.removeLast(kept.count - next)
    return kept
  }

  /// A level that no row has any more is no level.
  private static func without(_ rows: [Int32], _ categories: Categories) -> Categories {
    let codes = without(rows, categories.codes)
    var used = [Bool](repeating: false, count: categories.levels.count)
    for code in codes where code >= 0 { used[Int(code)] = true }
    var places: [Int32] = []
    var levels: [String] = []
    for (level, isUsed) in zip(categories.levels, used) {
      places.append(Int32(truncatingIfNeeded: levels.count))
      if isUsed { levels.append(level) }
    }
    return Categories(levels: levels, codes: codes.map { $0 < 0 ? $0 : places[Int($0)] })
  }

  private static func without(_ rows: [Int32], _ texts: Texts) -> Texts {
    var kept = Texts()
    var gap = 0
    for row in 0..<texts.count {
      if gap < rows.count, Int(rows[gap]) == row {
        gap += 1
      } else if texts.isMissing(row) {
        kept.appendMissing()
      } else {
        kept.append(texts.bytes[texts.range(row)])
      }
    }
    return kept
  }
}
