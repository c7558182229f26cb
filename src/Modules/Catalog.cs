using ModuleHost;

namespace Modules;

/// <summary>Every module there is, by hand.</summary>
internal static class Catalog
{
    public static readonly IReadOnlyList<IModule> Modules = [];
}
