import EcommBase
import Glibc

/// The likeness exp(-gamma |a - b|^2) of each row to all others, a column at a time; those asked for often
/// are kept, as many as fit in 128 MB.
struct KernelColumns {
  let rows: Matrix
  let gamma: Double
  private var kept: [Int: [Double]] = [:]
  private var order: [Int] = []
  private let limit: Int

  init(_ rows: Matrix, gamma: Double) {
    self.rows = rows
    self.gamma = gamma
    limit = max(2, (1 << 24) / max(1, rows.rows))
  }

  mutating func column(_ row: Int) -> [Double] {
    if let column = kept[row] { return column }
    if order.count == limit { kept[order.removeFirst()] = nil }
    let column = Self.likeness(rows.row(row), to: rows, gamma: gamma)
    kept[row] = column
    order.append(row)
    return column
  }

  static func likeness(_ row: ArraySlice<Double>, to others: Matrix, gamma: Double) -> [Double] {
    let own = Array(row)
    return others.values.withUnsafeBufferPointer { values in
      (0..<others.rows).map { other in
        let start = other * others.columns
        var sum = SIMD4<Double>(repeating: 0)
        var column = 0
        while column + 4 <= own.count {
          let place = start + column
          let a = SIMD4<Double>(
            values[place], values[place + 1], values[place + 2], values[place + 3])
          let b = SIMD4<Double>(own[column], own[column + 1], own[column + 2], own[column + 3])
          sum += (a - b) * (a - b)
          column += 4
        }
        var total = sum.sum()
        while column < own.count {
          let away = values[start + column] - own[column]
          total += away * away
          column += 1
        }
        return exp(-gamma * total)
      }
    }
  }
}
