/// A type whose values share no mutable state: a value changes only through the variable that holds it.
///
/// A later run then knows that a constant of this type is as it was when it was defined, and that it may be stored and
/// read back. The types of the library, numbers, texts and collections of them need no conformance, nor do structures
/// that an analysis declares itself; types of further modules do.
public protocol ReferenceFree {}
