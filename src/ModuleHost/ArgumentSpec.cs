namespace ModuleHost;

/// <summary>All arguments of a module, or of a dictionary inside one, and the rules that bind them.</summary>
/// <param name="Arguments">In the order they are documented and checked.</param>
/// <param name="Constraints">Rules over several of them.</param>
public sealed record ArgumentSpec(IReadOnlyList<Argument> Arguments, params IReadOnlyList<Constraint> Constraints);
