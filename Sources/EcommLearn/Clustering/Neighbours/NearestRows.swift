import EcommBase

/// The rows nearest to each of some rows, nearest first.
public struct NearestRows: Sendable, Equatable {
  public let neighbours: Int
  /// (rows, neighbours): which rows, and how far, not squared.
  public let indices: [Int32]
  public let distances: [Double]
}

extension NeighbourTree {
  /// For each of the tree's own rows, in the order of the input, its `neighbours` nearest rows; the row
  /// itself counts as the first unless left out. Of equally far ones the lower row number comes first.
  public func nearestRows(
    _ neighbours: Int, includingItself: Bool = false, on parallel: Parallel = Parallel()
  ) throws -> NearestRows {
    guard neighbours > 0 else {
      throw ClusterError.badParameter(name: "neighbours", expected: "at least 1")
    }
    guard neighbours <= (includingItself ? count : count - 1) else {
      throw ClusterError.fewRows(count: count, least: includingItself ? neighbours : neighbours + 1)
    }
    var indices = [Int32](repeating: 0, count: count * neighbours)
    var distances = [Double](repeating: 0, count: count * neighbours)
    let chunks = Chunks(count, size: 256)
    SharedBuffer.sharing(&indices) { indices in
      SharedBuffer.sharing(&distances) { distances in
        parallel.forEach(chunks.count) { part in
          search(
            chunks[part], neighbours, includingItself, indices.base, distances.base)
        }
      }
    }
    return NearestRows(neighbours: neighbours, indices: indices, distances: distances)
  }

  /// The rows nearest to a point that need not be one of them.
  public func nearest(
    _ neighbours: Int, to point: [Double]
  ) throws -> [(row: Int, distance: Double)] {
    guard point.count == columns else {
      throw ClusterError.differentColumns(model: columns, data: point.count)
    }
    guard neighbours > 0, neighbours <= count else {
      throw ClusterError.fewRows(count: count, least: neighbours)
    }
    guard point.allSatisfy({ $0.magnitude < ClusterRows.largest }) else {
      throw ClusterError.notFinite(row: 0, column: 0)
    }
    var heap = NeighbourHeap(capacity: neighbours)
    viewing { view in
      point.withUnsafeBufferPointer { heap.descend(view, 0, $0.baseAddress!, 0) }
    }
    return heap.sorted().map { (Int($0.row), $0.square.squareRoot()) }
  }

  private func search(
    _ range: Range<Int>, _ neighbours: Int, _ includingItself: Bool,
    _ indices: UnsafeMutablePointer<Int32>, _ distances: UnsafeMutablePointer<Double>
  ) {
    viewing { view in
      var heap = NeighbourHeap(capacity: neighbours)
      for place in range {
        heap.search(view, place, includingItself: includingItself)
        let row = Int(view.order[place]) * neighbours
        for (rank, found) in heap.sorted().enumerated() {
          indices[row + rank] = found.row
          distances[row + rank] = found.square.squareRoot()
        }
      }
    }
  }
}

/// The nearest rows found so far, the furthest of them on top.
struct NeighbourHeap {
  struct Item {
    var square: Double
    var row: Int32

    @inline(__always)
    static func < (a: Item, b: Item) -> Bool {
      a.square < b.square || (a.square == b.square && a.row < b.row)
    }
  }

  let capacity: Int
  private(set) var items: [Item] = []
  private var left: Int32 = -1

  init(capacity: Int) {
    self.capacity = capacity
    items.reserveCapacity(capacity)
  }

  func sorted() -> [Item] { items.sorted { $0 < $1 } }

  /// Fills the heap with what is nearest to the point at `place`: its leaf first, then the other half
  /// of each box around it.
  mutating func search(_ view: TreeView, _ place: Int, includingItself: Bool) {
    items.removeAll(keepingCapacity: true)
    left = includingItself ? -1 : view.order[place]
    let point = view.points + place * view.columns
    var box = view.leaf(of: place)
    scan(view, box, point)
    while box > 0 {
      let sibling = box % 2 == 1 ? box + 1 : box - 1
      descend(view, sibling, point, view.nearest(point, sibling))
      box = (box - 1) / 2
    }
  }

  mutating func descend(
    _ view: TreeView, _ box: Int, _ point: UnsafePointer<Double>, _ distance: Double
  ) {
    let best = Item(square: distance, row: view.lowestRows[box])
    guard items.count < capacity || best < items[0] else { return }
    guard !view.isLeaf(box) else { return scan(view, box, point) }
    let (a, b) = (2 * box + 1, 2 * box + 2)
    let (toA, toB) = (view.nearest(point, a), view.nearest(point, b))
    if toA <= toB {
      descend(view, a, point, toA)
      descend(view, b, point, toB)
    } else {
      descend(view, b, point, toB)
      descend(view, a, point, toA)
    }
  }

  private mutating func scan(_ view: TreeView, _ box: Int, _ point: UnsafePointer<Double>) {
    for place in view.places(box) where view.order[place] != left {
      offer(Item(square: view.squared(point, place), row: view.order[place]))
    }
  }

  @inline(__always)
  private mutating func offer(_ item: Item) {
    if items.count < capacity {
      items.append(item)
      rise()
    } else if item < items[0] {
      items[0] = item
      sink()
    }
  }

  private mutating func rise() {
    var child = items.count - 1
    while child > 0, items[(child - 1) / 2] < items[child] {
      items.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  private mutating func sink() {
    var parent = 0
    while 2 * parent + 1 < items.count {
      var child = 2 * parent + 1
      if child + 1 < items.count, items[child] < items[child + 1] { child += 1 }
      guard items[parent] < items[child] else { return }
      items.swapAt(parent, child)
      parent = child
    }
  }
}
