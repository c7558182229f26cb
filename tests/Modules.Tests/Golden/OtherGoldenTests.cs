// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Tests.Golden;

/// <summary>What belongs to no plugin.</summary>
public sealed class OtherGoldenTests
{
    public static TheoryData<string> Cases => [.. GoldenCase.Names.Except(GoldenCase.Of("rpm_", "deb_", "container_", "file_", "python_"))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Agrees_or_says_why_not(string name) => GoldenRun.AgreesOrSaysWhyNot(name);
}
