/// What the internal subset of a document type declaration says, as far as it changes the document.
struct XMLDoctype {
  struct Entity {
    var name: Int32
    /// Nil if it stands in another file.
    var text: UnsafePointer<UInt8>?
    var count = 0
    var isUnparsed = false
    /// Declared in the text of another one: a standalone document may not count on that.
    var isIndirect = false
    /// It is being read, so a reference to it is a loop.
    var isOpen = false
  }

  struct Attribute {
    var name: Int32
    /// White space inside the value counts only as a separator.
    var isTokens: Bool
    var fallback: [UInt8]?
  }

  var entities: [Entity] = []
  /// Places in `entities` by name: of those for text (`&name;`) and for declarations (`%name;`).
  var general: [Int32: Int] = [:]
  var parameters: [Int32: Int] = [:]
  /// By the name of the element.
  private(set) var attributes: [Int32: [Attribute]] = [:]
  /// Declarations may stand where this parser does not look.
  var isIncomplete = false
  /// Declarations behind a reference that is not read do not count.
  var hasUnread = false

  var hasAttributes: Bool { !attributes.isEmpty }

  /// The first declaration of a name is the one that counts.
  mutating func declare(_ entity: Entity, isParameter: Bool) {
    let place = entities.count
    if isParameter {
      guard parameters[entity.name] == nil else { return }
      parameters[entity.name] = place
    } else {
      guard general[entity.name] == nil else { return }
      general[entity.name] = place
    }
    entities.append(entity)
  }

  mutating func declare(_ attribute: Attribute, of element: Int32) {
    guard attributes[element]?.contains(where: { $0.name == attribute.name }) != true else {
      return
    }
    attributes[element, default: []].append(attribute)
  }
}
