// SPDX-License-Identifier: GPL-3.0-or-later
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Modules.Watch;

/// <summary>Bars, running syncs and failures, drawn over themselves.</summary>
internal sealed class LiveScreen : IScreen
{
    private const int FailuresShown = 5;

    private int _lines;

    public void Tell(string told)
    {
    }

    public void Draw(ProgressState state)
    {
        var picture = new Rows(
            [
                Title(state),
                new Markup($"[grey]{state.File.EscapeMarkup()}[/]"),
                .. state.Types.Select(Bar),
                .. state.Running.Select(sync => new Markup($"  [blue]›[/] {sync.EscapeMarkup()}")),
                .. Failures(state),
            ]);
        var lines =
            Segment.SplitLines(((IRenderable)picture).Render(RenderOptions.Create(AnsiConsole.Console), AnsiConsole.Profile.Width)).Count;
        if (_lines > 0)
        {
            AnsiConsole.Cursor.MoveUp(_lines);
            AnsiConsole.Write(new ControlCode("\u001b[J")); // the picture may have become shorter
        }

        AnsiConsole.Write(picture);
        _lines = lines;
    }

    public void End(ProgressState state) => AnsiConsole.WriteLine(state.Ending!);

    private static Markup Title(ProgressState state)
    {
        var elapsed = state.Began is { } began
            ? (state.Ending is null ? DateTime.UtcNow : state.Latest ?? began).ToUniversalTime() - began.ToUniversalTime()
            : TimeSpan.Zero;
        var server = state.Server.Length > 0 ? $" on {state.Server}" : "";
        return new Markup($"[bold]{state.Module.EscapeMarkup()}[/]{server.EscapeMarkup()}  {elapsed:hh\\:mm\\:ss}");
    }

    private static BreakdownChart Bar(KeyValuePair<string, ProgressState.Tally> type)
    {
        var (failed, done) = (type.Value.Failed.Count, type.Value.Done.Count);
        return new BreakdownChart()
            .AddItem($"{type.Key}: done", done - failed, Color.Green)
            .AddItem("failed", failed, Color.Red)
            .AddItem("to do", Math.Max(0, type.Value.Total - done), Color.Grey);
    }

    private static IEnumerable<IRenderable> Failures(ProgressState state) =>
        state.Failures.TakeLast(FailuresShown).Select(failure => new Markup($"  [red]✗[/] {failure.EscapeMarkup()}"));
}
