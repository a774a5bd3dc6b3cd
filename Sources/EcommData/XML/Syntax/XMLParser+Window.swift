extension XMLParser {
  /// Reads on, keeping what stands from `start` on, which is then at `position`. False at the end of
  /// the file.
  mutating func refill(keeping start: Int) throws -> Bool {
    guard end - start <= limits.tokenBytes else {
      throw fault(at: start, .tooMuch(.tokenBytes, limit: limits.tokenBytes))
    }
    slide(to: start)
    guard try readOn() else { return false }
    position = 0
    return true
  }

  /// The part of a token here that is not read yet; the end of the text is an error.
  mutating func more(_ construct: XMLFault.Construct) throws {
    guard suspended.isEmpty, !isHolding else {
      position = end
      throw XMLFault.endsInside(suspended.isEmpty ? construct : .entity)
    }
    if try !refill(keeping: position) { throw ending(construct) }
  }

  /// Called when a token could not be read: if it was cut by the end of the window, reads on and lets
  /// the caller try again.
  mutating func retry(
    from start: Int, _ fault: XMLFault, _ construct: XMLFault.Construct
  ) throws {
    guard position >= end else { throw fault }
    guard suspended.isEmpty, !isHolding else { throw XMLFault.endsInside(.entity) }
    guard try refill(keeping: start) else { throw ending(construct) }
  }

  /// Moves what stands from `start` on to the front and makes the window larger if it is half full.
  private mutating func slide(to start: Int) {
    _ = lineCounter.line(at: windowOffset + start, UnsafePointer(window), windowOffset)
    let kept = end - start
    if kept > capacity / 2 {
      enlarge(keeping: start)
    } else if start > 0 {
      window.update(from: window + start, count: kept)
    }
    windowOffset += start
    position -= start
    end = kept
    window[end] = 0
  }

  private mutating func enlarge(keeping start: Int) {
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2 + Self.slack)
    larger.initialize(from: window + start, count: end - start)
    window.deallocate()
    window = larger
    capacity *= 2
    bytes = UnsafePointer(window)
  }

  /// Fills the window as far as the bytes are legal. What is wrong with the next byte is said when the
  /// reading comes to it, so that faults come in the order of the document.
  private mutating func readOn() throws -> Bool {
    let before = end
    while end == before {
      if let waitingFault {
        position = end
        throw waitingFault
      }
      if try !readBlock() { return false }
    }
    return true
  }

  /// False at the end of the file.
  private mutating func readBlock() throws -> Bool {
    let target = window + end
    for (index, byte) in carried.enumerated() { target[index] = byte }
    let room = UnsafeMutableRawBufferPointer(
      start: target + carried.count, count: capacity - end - carried.count)
    let count = try stretch.read(into: room, at: readOffset)
    readOffset += count
    let fresh = UnsafeBufferPointer(start: UnsafePointer(target), count: carried.count + count)
    if count == 0 {
      if let byte = carried.first { waitingFault = .badUTF8(byte: byte) }
      carried = []
      window[end] = 0
      return waitingFault != nil
    }
    accept(fresh)
    return true
  }

  private mutating func accept(_ fresh: UnsafeBufferPointer<UInt8>) {
    let (count, stop) = XMLCharacters.legalPrefix(of: fresh)
    carried = []
    switch stop {
    case .end: break
    case .unfinished: carried = Array(fresh[count...])
    case .fault(let fault): waitingFault = fault
    }
    end += count
    window[end] = 0
  }

  /// The document ended too early.
  func ending(_ construct: XMLFault.Construct) -> XMLFault {
    guard let element = open.last else { return .endsInside(construct) }
    return .unclosed(element: names[element.name], line: line(of: element))
  }

  /// Read again from the start of the file: for errors only.
  func line(of element: OpenElement) -> Int {
    (try? stretch.input.lineAndColumn(at: stretch.fileOffset(element.offset)))?.line ?? 1
  }
}
