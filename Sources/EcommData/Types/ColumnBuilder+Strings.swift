extension ColumnBuilder {
  /// Codes of a block. Its fresh levels may be here already, from another block of the same wave.
  mutating func append(_ values: [Int32], _ base: Int, _ fresh: LevelDictionary) {
    let numbers = adopt(fresh)
    if holdsTexts {
      for value in values { appendText(value, base, numbers) }
      return
    }
    let keeps = keepsValues
    levelCounts.withUnsafeMutableBufferPointer { levelCounts in
      codes.append(addingCapacity: keeps ? values.count : 0) { span in
        for value in values {
          let code = value < base ? value : numbers[Int(value) - base]
          if code >= 0 { levelCounts[Int(code)] += 1 }
          if keeps { span.append(code) }
        }
      }
    }
    if levels.count > levelLimit { turnIntoTexts() }
  }

  /// The numbers here of levels found in a block.
  private mutating func adopt(_ fresh: LevelDictionary) -> [Int32] {
    let numbers = (0..<fresh.count).map { level in
      fresh[level].withUnsafeBufferPointer { levels.insert($0, hash: LevelDictionary.hash($0)) }
    }
    levelCounts.append(contentsOf: repeatElement(0, count: levels.count - levelCounts.count))
    return numbers
  }

  private mutating func appendText(_ value: Int32, _ base: Int, _ numbers: [Int32]) {
    let code = value < base ? value : numbers[Int(value) - base]
    if code >= 0 {
      count(level: Int(code), times: 1)
      if keepsValues { texts.append(levels[Int(code)]) }
    } else if keepsValues {
      texts.appendMissing()
    }
  }

  private mutating func count(level: Int, times: Int) {
    guard times > 0, rules.override == nil else { return }
    levels[level].withUnsafeBufferPointer { rules.census.count($0, times: times, in: &survey) }
  }

  /// The evidence in the levels, which was not counted cell by cell.
  mutating func countLevels() {
    for (level, times) in levelCounts.enumerated() {
      count(level: level, times: times)
      levelCounts[level] = 0
    }
  }

  /// The evidence in a piece whose codes are not kept.
  mutating func countCodes(of piece: ColumnPiece) {
    guard case .codes(let values, let base, let fresh) = piece.values else { return }
    let numbers = adopt(fresh)
    for value in values {
      let code = value < base ? value : numbers[Int(value) - base]
      if code >= 0 { levelCounts[Int(code)] += 1 }
    }
    countLevels()
  }

  mutating func turnIntoTexts() {
    guard !holdsTexts else { return }
    if state != .settled { countLevels() }
    holdsTexts = true
    guard keepsValues else { return }
    for code in codes {
      if code < 0 { texts.appendMissing() } else { texts.append(levels[Int(code)]) }
    }
    codes = []
  }
}
