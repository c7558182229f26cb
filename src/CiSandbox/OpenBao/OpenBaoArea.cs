using CiSandbox.Areas;

namespace CiSandbox.OpenBao;

/// <summary>OpenBao: one node, held to what a real 2.7.2 was recorded to answer.</summary>
internal static class OpenBaoArea
{
    public static readonly Area Area = new("openbao", "be an OpenBao, not initialised", settings => new OpenBaoServer(settings));
}
