extension HierarchicalClassifier: StoredModel {
  /// What model files call this type: `hierarchy`.
  public static let kind = "hierarchy"

  /// Writes the names, the parent of each class, the descent, and the model of each decision between several classes.
  /// - Throws: ``ModelFileError/Reason/cannotBeStored(_:)`` when one of the models is no ``StoredModel``.
  public func write(to writer: inout ModelWriter) throws(ModelFileError) {
    writer.write(featureNames, as: "features")
    writer.write(classNames, as: "classes")
    writer.write([descent.rawValue], as: "descent")
    writer.write(parents.classNames, as: "parents")
    writer.write(parents.codes.map { Int($0) }, as: "parents of classes")
    if let parentModel { try writer.write(parentModel, as: "parent model") }
    for (parent, model) in childModels.enumerated() {
      if let model { try writer.write(model, as: "child model \(parent)") }
    }
  }

  /// Reads the hierarchy and its models, each of which has to tell apart the classes that stand at its place.
  /// - Throws: ``ModelFileError`` when a part is missing or does not fit the others.
  public init(from reader: ModelReader) throws(ModelFileError) {
    let classNames = try reader.classNames("classes")
    let parentNames = try reader.classNames("parents")
    let codes = try reader.integers("parents of classes")
    guard codes.count == classNames.count, codes.allSatisfy({ parentNames.indices.contains($0) }) else {
      throw reader.unsound("parents of classes")
    }
    guard let descent = try reader.strings("descent").first.flatMap(Descent.init) else {
      throw reader.unsound("descent")
    }
    let featureNames = try reader.strings("features")
    func model(_ name: String, of classes: [String]) throws(ModelFileError) -> (any Classifier)? {
      guard classes.count > 1 else { return nil }
      let model = try reader.model(name)
      // A class that had no training rows is not among those of the model.
      guard Set(model.classNames).isSubset(of: classes), model.featureNames.allSatisfy(featureNames.contains) else {
        throw reader.unsound(name)
      }
      return model
    }
    let parents = ClassLabels(classNames: parentNames, codes: codes.map { Int32($0) })
    var childModels: [(any Classifier)?] = []
    for (parent, classes) in parents.rowsByClass.enumerated() {
      childModels.append(try model("child model \(parent)", of: classes.map { classNames[$0] }))
    }
    parentModel = try model("parent model", of: parentNames)
    self.childModels = childModels
    self.classNames = classNames
    self.featureNames = featureNames
    self.descent = descent
    self.parents = parents
  }
}
