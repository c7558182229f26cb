// SPDX-License-Identifier: GPL-3.0-or-later
using Sandbox.Upstream.Rpm;

namespace Sandbox.Tests.Upstream.Rpm;

public sealed class ModulesTests
{
    private static readonly byte[] Yaml = """
        ---
        document: modulemd
        version: 2
        data:
          name: nodejs
          stream: "18"
          version: 9020230101
          context: rhel9
          arch: x86_64
          artifacts:
            rpms:
            - nodejs-1:18.1.0-1.module_el9.x86_64
            - npm-1:8.0.0-1.module_el9.x86_64
        ...
        ---
        document: modulemd-defaults
        version: 1
        data:
          module: nodejs
          stream: "18"
        ...
        """u8.ToArray();

    [Fact]
    public void Modules_and_defaults_are_told_apart()
    {
        var units = Modules.Parse(Yaml).ToList();

        Assert.Equal(["rpm.modulemd", "rpm.modulemd_defaults"], units.Select(unit => unit.Type));
        Assert.Equal("nodejs:18:9020230101:rhel9:x86_64", units[0].Key);
        Assert.Equal(
            ["nodejs-1:18.1.0-1.module_el9.x86_64", "npm-1:8.0.0-1.module_el9.x86_64"],
            units[0].Fields["artifacts"]!.AsArray().Select(nevra => (string?)nevra));
    }

    [Fact]
    public void Put_together_again_they_are_what_they_were() =>
        Assert.Equal(
            Yaml, System.Text.Encoding.UTF8.GetBytes(string.Concat(Modules.Parse(Yaml).Select(unit => (string?)unit.Fields["_snippet"]))));
}
