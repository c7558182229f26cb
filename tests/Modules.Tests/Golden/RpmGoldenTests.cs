// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Tests.Golden;

public sealed class RpmGoldenTests
{
    public static TheoryData<string> Cases => [.. GoldenCase.Of("rpm_")];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Agrees_or_says_why_not(string name) => GoldenRun.AgreesOrSaysWhyNot(name);
}
