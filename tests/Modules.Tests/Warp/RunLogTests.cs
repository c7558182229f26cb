// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Warp.Running;

namespace Modules.Tests.Warp;

/// <summary>What a run says, as the file has it.</summary>
public sealed class RunLogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("log").FullName;

    private string File => Path.Combine(_folder, "run.log");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Lines_stand_there_whole_while_it_goes_on()
    {
        using var log = RunLog.Create(File);
        log.Add("PLAY [one"u8);
        Assert.Equal("", System.IO.File.ReadAllText(File));
        log.Add("]\r\nok: ü\nhalf"u8);
        Assert.Equal("PLAY [one]\r\nok: ü\n", System.IO.File.ReadAllText(File));
        log.Finish();
        Assert.Equal("PLAY [one]\r\nok: ü\nhalf\n", System.IO.File.ReadAllText(File));
        Assert.Equal(["PLAY [one]", "ok: ü", "half"], log.Tail);
    }

    [Fact]
    public void Its_owner_alone_reads_it_and_a_link_in_its_place_is_not_followed()
    {
        var victim = Path.Combine(_folder, "victim");
        System.IO.File.WriteAllText(victim, "untouched");
        System.IO.File.CreateSymbolicLink(File, victim);
        using var log = RunLog.Create(File);
        log.Add("said\n"u8);

        Assert.Equal("untouched", System.IO.File.ReadAllText(victim));
        Assert.Equal("said\n", System.IO.File.ReadAllText(File));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
    }

    [Fact]
    public void The_tail_is_short_whatever_is_said()
    {
        using var log = RunLog.Create(File);
        for (var line = 1; line <= 100; line++)
        {
            log.Add(System.Text.Encoding.UTF8.GetBytes($"{line} {new string('x', 2000)}\n"));
        }

        Assert.Equal(RunLog.TailLines, log.Tail.Count);
        Assert.StartsWith("81 x", log.Tail[0], StringComparison.Ordinal);
        Assert.All(log.Tail, line => Assert.True(line.Length <= 501));
    }
}
