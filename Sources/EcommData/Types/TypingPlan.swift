import EcommBase

/// What blocks are typed by: a value, so that threads may type blocks at the same time.
struct TypingPlan: Sendable {
  let columns: [ColumnPlan]
  let places: [String: Int]
  let options: TypingOptions
  let keepsValues: Bool

  func type(_ block: RawBlock, names: [String]) -> TypedBlock {
    var typed = TypedBlock(names: names, rowCount: block.rowCount)
    for (index, name) in names.enumerated() where index < block.columns.count {
      var piece = block.withCells(index) { plan(name).piece($0) }
      piece.odd.locate { row in block.lines.indices.contains(row) ? Int(block.lines[row]) : nil }
      typed.pieces.append(piece)
    }
    return typed
  }

  private func plan(_ name: String) -> ColumnPlan {
    if let place = places[name] { return columns[place] }
    let rules = ColumnRules(name: name, options: options)
    return ColumnBuilder(rules, missingRows: 0, keepsValues: keepsValues).plan
  }
}

/// A block of rows, each column typed as far as is known.
struct TypedBlock: Sendable {
  let names: [String]
  var pieces: [ColumnPiece] = []
  var rowCount: Int
  /// Rows that the reader could not take apart, by the rows of the block before them.
  var rejects: [RowReject] = []

  init(names: [String], rowCount: Int) {
    self.names = names
    self.rowCount = rowCount
  }

  /// The piece of the column that stands at `index` in the table.
  func piece(_ index: Int, _ name: String, _ places: [String: Int]) -> ColumnPiece? {
    if index < names.count, names[index] == name { return pieces[index] }
    return names.firstIndex(of: name).map { pieces[$0] }
  }

  func placed(in file: String, lineOffset: Int) -> TypedBlock {
    var placed = self
    for index in placed.pieces.indices {
      placed.pieces[index].odd.place(in: file, lineOffset: lineOffset)
    }
    for index in placed.rejects.indices {
      placed.rejects[index].reject.place.file = file
      placed.rejects[index].reject.place.line? += lineOffset
    }
    return placed
  }
}

extension OddCells {
  fileprivate mutating func locate(_ line: (Int) -> Int?) {
    for index in shown.indices { shown[index].place.line = line(shown[index].row) }
  }

  fileprivate mutating func place(in file: String, lineOffset: Int) {
    for index in shown.indices {
      shown[index].place.file = file
      shown[index].place.line? += lineOffset
    }
  }
}
