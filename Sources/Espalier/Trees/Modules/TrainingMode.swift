extension Tree {
    /// The tree with every module in it being trained, or used only.
    ///
    /// Layers look at ``Module/isTraining``: dropout drops and batch normalisation takes the
    /// statistics of the batch only while they are trained. Modules are trained from the start. A
    /// compiled function that meets a module in the other mode is traced again.
    ///
    /// Compare Treex's `train` and `eval`, and Equinox's `inference_mode`.
    public func training(_ isTraining: Bool = true) -> Self {
        settingStatus(.evaluating, !isTraining, "training")
    }

    /// Makes every module in the tree one that is trained.
    public mutating func train(_ isTraining: Bool = true) { self = training(isTraining) }

    /// Makes every module in the tree one that is used and not trained.
    public mutating func eval() { self = training(false) }
}

extension Module {
    /// Whether the module is being trained, as it is from the start; see ``Tree/training(_:)``.
    public var isTraining: Bool { !_status[.evaluating] }
}
