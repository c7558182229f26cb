// SPDX-License-Identifier: GPL-3.0-or-later
namespace CiSandbox.OpenBao.Access;

/// <summary>What every token may: the same rights as the real one's, in our words.</summary>
internal static class DefaultPolicy
{
    public const string Text = """
        # A token may know, renew and revoke itself, and use what belongs to it alone.
        path "auth/token/lookup-self" { capabilities = ["read"] }
        path "auth/token/renew-self" { capabilities = ["update"] }
        path "auth/token/revoke-self" { capabilities = ["update"] }
        path "sys/capabilities-self" { capabilities = ["update"] }
        path "sys/internal/ui/resultant-acl" { capabilities = ["read"] }
        path "sys/leases/renew" { capabilities = ["update"] }
        path "sys/leases/lookup" { capabilities = ["update"] }
        path "cubbyhole/*" { capabilities = ["create", "read", "update", "delete", "list"] }
        path "sys/wrapping/wrap" { capabilities = ["update"] }
        path "sys/wrapping/lookup" { capabilities = ["update"] }
        path "sys/wrapping/unwrap" { capabilities = ["update"] }
        path "sys/tools/hash" { capabilities = ["update"] }
        path "sys/tools/hash/*" { capabilities = ["update"] }
        """;
}
