/// What is wrong with an XML document.
enum XMLFault: Error, Sendable, Equatable {
  /// Parts of a document, for saying where something went wrong.
  enum Construct: String, Sendable {
    case document, declaration, tag, text, comment, doctype, entity
    case attribute = "attribute value"
    case cdata = "CDATA section"
    case instruction = "processing instruction"
  }

  case empty
  case binary
  case noRoot
  case endsInside(Construct)
  case unclosed(element: String, line: Int)
  case textOutsideRoot
  case secondRoot
  case misplaced(String)

  case badUTF8(byte: UInt8)
  case illegalCharacter(UInt32)

  case badName
  case expected(String, in: Construct)
  case mismatchedEnd(found: String, open: String, line: Int)
  case strayEnd(found: String)
  case attributeTwice(String)
  case lessThanInValue(String)
  case sectionEndInText
  case doubleHyphen
  case reservedTarget
  case misplacedDeclaration

  case badReference
  case badCharacterReference
  case undeclaredEntity(String)
  case externalEntity(String)
  case unreadEntity(String)
  case unparsedEntity(String)
  case recursiveEntity(String)
  case unbalancedEntity(String)
  case parameterEntityInside(String)

  case badQualifiedName(String)
  case undeclaredPrefix(String)
  case reservedNamespace(String)
  case emptyNamespace(prefix: String)

  case tooMuch(XMLLimits.Kind, limit: Int)
}
