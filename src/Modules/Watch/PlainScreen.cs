// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Watch;

/// <summary>A line for each thing that happens, for logs and pipes.</summary>
internal sealed class PlainScreen(TextWriter output) : IScreen
{
    public void Tell(string told) => output.WriteLine(told);

    public void Draw(ProgressState state) => output.Flush();

    public void End(ProgressState state) => output.Flush();
}
