extension Plugin {
    /// The plugins for the CPU that the project installs and tests, the best first.
    ///
    /// The first one that is made for a machine is its default: ``find(path:)`` prefers it, and `make setup` installs
    /// it. `Scripts/install-plugin.py` reads the names here, and has the version and the hash of each.
    static let preferred = ["lammps-jax-pjrt-cpu", "xla-cpu-pjrt", "fastatomstruct-xla-cpu"]

    /// The place of a library in ``preferred``, by the folder that it lies in, and after them all for another one.
    static func rank(_ path: String) -> Int {
        let folders = path.split(separator: "/")
        return preferred.firstIndex { name in folders.contains { $0.hasPrefix(name + "-") } }
            ?? preferred.count
    }
}
