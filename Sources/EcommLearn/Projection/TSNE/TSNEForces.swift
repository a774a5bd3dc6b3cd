import EcommBase
import Glibc

/// The forces on the points of a map: neighbours draw, all points push.
///
/// Sums are taken point by point, and over stretches of points in order.
struct TSNEForces: Sendable {
  let affinities: Affinities
  let coarseness: Double
  let parallel: Parallel

  private static let chunk = 64

  /// Half the gradient's parts: (points, 2) pushes, not yet divided by the returned sum of all
  /// likenesses.
  func push(_ tree: QuadTree, _ pushes: inout [Double]) throws -> Double {
    let chunks = Chunks(tree.order.count, size: Self.chunk)
    let square = coarseness * coarseness
    let (boxes, order, xs, ys) = (tree.boxes, tree.order, tree.xs, tree.ys)
    return try SharedBuffer.sharing(&pushes) { pushes in
      try parallel.map(chunks.count) { part in
        boxes.withUnsafeBufferPointer { boxes in
          xs.withUnsafeBufferPointer { xs in
            ys.withUnsafeBufferPointer { ys in
              guard let boxes = boxes.baseAddress, let xs = xs.baseAddress, let ys = ys.baseAddress
              else { return 0.0 }
              var total = 0.0
              for place in chunks[part] {
                let force = Self.push(place, boxes, xs, ys, square)
                let point = Int(order[place])
                pushes.base[2 * point] = force.x
                pushes.base[2 * point + 1] = force.y
                total += force.likeness
              }
              return total
            }
          }
        }
      }.reduce(0, +)
    }
  }

  private struct Force {
    var x = 0.0
    var y = 0.0
    var likeness = 0.0

    /// The push of `count` points that lie (dx, dy) away.
    @inline(__always)
    mutating func add(_ count: Double, _ dx: Double, _ dy: Double, _ distance: Double) {
      let likeness = 1 / (1 + distance)
      let weighted = count * likeness
      self.likeness += weighted
      x += weighted * likeness * dx
      y += weighted * likeness * dy
    }
  }

  @inline(__always)
  private static func push(
    _ place: Int, _ boxes: UnsafePointer<QuadTree.Box>, _ xs: UnsafePointer<Double>,
    _ ys: UnsafePointer<Double>, _ square: Double
  ) -> Force {
    var force = Force()
    let (x, y) = (xs[place], ys[place])
    let last = boxes[0].next
    var index: Int32 = 0
    while index < last {
      let box = boxes + Int(index)
      let (dx, dy) = (x - box.pointee.x, y - box.pointee.y)
      let distance = dx * dx + dy * dy
      if box.pointee.squaredWidth < square * distance {
        force.add(box.pointee.count, dx, dy, distance)
        index = box.pointee.next
      } else if box.pointee.isLeaf != 0, box.pointee.count > Double(QuadTree.leafSize) {
        // Points that no halving tells apart: one point but for this one itself.
        let isInside = place >= Int(box.pointee.first) && place < Int(box.pointee.end)
        force.add(box.pointee.count - (isInside ? 1 : 0), dx, dy, distance)
        index = box.pointee.next
      } else if box.pointee.isLeaf != 0 {
        for other in Int(box.pointee.first)..<Int(box.pointee.end) where other != place {
          let (dx, dy) = (x - xs[other], y - ys[other])
          force.add(1, dx, dy, dx * dx + dy * dy)
        }
        index = box.pointee.next
      } else {
        index += 1
      }
    }
    return force
  }

  /// The gradient: four times the difference of draws, `exaggeration` times as strong, and pushes.
  func gradient(
    _ positions: [Double], _ pushes: [Double], likeness: Double, exaggeration: Double,
    _ gradient: inout [Double]
  ) {
    let chunks = Chunks(affinities.count, size: 4 * Self.chunk)
    SharedBuffer.sharing(&gradient) { gradient in
      parallel.forEach(chunks.count) { part in
        positions.withUnsafeBufferPointer { positions in
          for point in chunks[part] {
            let draw = draw(point, positions)
            for axis in 0..<2 {
              gradient.base[2 * point + axis] =
                4 * (exaggeration * draw[axis] - pushes[2 * point + axis] / likeness)
            }
          }
        }
      }
    }
  }

  @inline(__always)
  private func draw(_ point: Int, _ positions: UnsafeBufferPointer<Double>) -> SIMD2<Double> {
    affinities.columns.withUnsafeBufferPointer { columns in
      affinities.values.withUnsafeBufferPointer { values in
        let own = SIMD2(positions[2 * point], positions[2 * point + 1])
        var sum = SIMD2<Double>()
        for place in affinities.starts[point]..<affinities.starts[point + 1] {
          let other = Int(columns[place])
          let gap = own - SIMD2(positions[2 * other], positions[2 * other + 1])
          let squares = gap * gap
          sum += gap * (values[place] / (1 + squares[0] + squares[1]))
        }
        return sum
      }
    }
  }

  /// Kullback-Leibler divergence, from the sum of all likenesses.
  func divergence(_ positions: [Double], likeness: Double) throws -> Double {
    let tiny = Double.leastNormalMagnitude
    return try parallel.mapChunks(of: affinities.count, size: 4 * Self.chunk) { range in
      range.reduce(0.0) { sum, point in
        (affinities.starts[point]..<affinities.starts[point + 1]).reduce(sum) { sum, place in
          let other = Int(affinities.columns[place])
          let dx = positions[2 * point] - positions[2 * other]
          let dy = positions[2 * point + 1] - positions[2 * other + 1]
          let share = 1 / (1 + dx * dx + dy * dy) / likeness
          let value = affinities.values[place]
          return value > 0 ? sum + value * log(value / max(share, tiny)) : sum
        }
      }
    }.reduce(0, +)
  }
}
