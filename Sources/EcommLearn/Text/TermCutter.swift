/// Cuts texts into terms: stretches of a buffer of folded text.
///
/// Words stand in the buffer with one space between them, so a term of several neighbouring words is
/// one stretch of it, as a term of several characters is; no term is copied before it is new.
struct TermCutter {
  private(set) var buffer: [UInt8] = []
  private(set) var terms: [Range<Int>] = []
  /// Where words begin and end, or characters.
  private var units: [Range<Int>] = []
  private let parameters: TextParameters

  init(_ parameters: TextParameters) { self.parameters = parameters }

  mutating func cut(_ text: UnsafeBufferPointer<UInt8>) {
    buffer.removeAll(keepingCapacity: true)
    terms.removeAll(keepingCapacity: true)
    units.removeAll(keepingCapacity: true)
    switch parameters.unit {
    case .words:
      cutWords(text)
      joinNeighbours()
    case .characters:
      cutCharacters(text)
      joinNeighbours()
    case .charactersInWords: cutPaddedWords(text)
    }
  }

  /// Every run of `shortest` to `longest` units, shorter ones first.
  private mutating func joinNeighbours() {
    guard parameters.longest > 1 else {
      swap(&terms, &units)
      return
    }
    for size in parameters.shortest...parameters.longest where size <= units.count {
      for first in 0...units.count - size {
        terms.append(units[first].lowerBound..<units[first + size - 1].upperBound)
      }
    }
  }

  private mutating func cutWords(_ text: UnsafeBufferPointer<UInt8>) {
    var place = 0
    while place < text.count {
      let first = buffer.count
      var letters = 0
      while place < text.count {
        let scalar = TextScalar(text, at: place)
        guard scalar.isWord else { break }
        append(scalar, text, place)
        place += scalar.length
        letters += 1
      }
      if letters >= parameters.leastLetters {
        units.append(first..<buffer.count)
        buffer.append(0x20)
      } else {
        buffer.removeSubrange(first..<buffer.count)
      }
      while place < text.count {
        let scalar = TextScalar(text, at: place)
        if scalar.isWord { break }
        place += scalar.length
      }
    }
  }

  private mutating func cutCharacters(_ text: UnsafeBufferPointer<UInt8>) {
    var place = 0
    var afterSpace = false
    while place < text.count {
      let scalar = TextScalar(text, at: place)
      if !(scalar.isSpace && afterSpace) {
        let first = buffer.count
        if scalar.isSpace { buffer.append(0x20) } else { append(scalar, text, place) }
        units.append(first..<buffer.count)
      }
      afterSpace = scalar.isSpace
      place += scalar.length
    }
  }

  private mutating func cutPaddedWords(_ text: UnsafeBufferPointer<UInt8>) {
    var place = 0
    while place < text.count {
      units.removeAll(keepingCapacity: true)
      pad()
      while place < text.count {
        let scalar = TextScalar(text, at: place)
        if scalar.isSpace { break }
        let first = buffer.count
        append(scalar, text, place)
        units.append(first..<buffer.count)
        place += scalar.length
      }
      pad()
      if units.count > 2 { cutInside() }
      while place < text.count {
        let scalar = TextScalar(text, at: place)
        if !scalar.isSpace { break }
        place += scalar.length
      }
    }
  }

  private mutating func pad() {
    buffer.append(0x20)
    units.append(buffer.count - 1..<buffer.count)
  }

  /// A word shorter than a term is one term by itself, once.
  private mutating func cutInside() {
    for size in parameters.shortest...parameters.longest {
      if size >= units.count {
        terms.append(units[0].lowerBound..<units[units.count - 1].upperBound)
        return
      }
      for first in 0...units.count - size {
        terms.append(units[first].lowerBound..<units[first + size - 1].upperBound)
      }
    }
  }

  private mutating func append(
    _ scalar: TextScalar, _ text: UnsafeBufferPointer<UInt8>, _ place: Int
  ) {
    guard parameters.lowercases else {
      for byte in text[place..<place + scalar.length] { buffer.append(byte) }
      return
    }
    let code = scalar.lowercased
    switch scalar.length {
    case 1: buffer.append(UInt8(truncatingIfNeeded: code))
    case 2:
      buffer.append(UInt8(truncatingIfNeeded: 0xC0 | code >> 6))
      buffer.append(UInt8(truncatingIfNeeded: 0x80 | code & 0x3F))
    default: for byte in text[place..<place + scalar.length] { buffer.append(byte) }
    }
  }
}
