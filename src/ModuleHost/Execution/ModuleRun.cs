// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using CommandLine;
using ModuleHost.Secrets;
using ModuleHost.Validation;

namespace ModuleHost.Execution;

/// <summary>
/// One call from its arguments to its answer: finds the module, accepts what it is given, runs it, hides secrets. The only
/// catch-all of the program.
/// </summary>
internal sealed class ModuleRun(IReadOnlyList<IModule> catalog, IReadOnlyList<string> constants, Interruption interruption)
{
    private readonly Redactor _redactor = new(constants, Constants.All);
    private readonly List<string> _deprecations = [];
    private ArgumentSpec? _shown;
    private Invocation? _run;

    public async Task<(string Text, bool Failed)> AnswerAsync(
        string executable, string calledAs, IReadOnlyList<string> commandLine, TextReader input)
    {
        JsonObject answer;
        try
        {
            answer = await RunAsync(executable, calledAs, commandLine, input);
        }
        catch (Exception failure) when (interruption.Token.IsCancellationRequested)
        {
            answer = interruption.Answer(failure);
        }
        catch (ModuleException failure)
        {
            answer = Answer.Failure(FullDisk.Advice(failure) + failure.Message, failure.Changed, failure.Details);
        }
        catch (Exception failure) when (OutOfMemory.IsBehind(failure))
        {
            answer = Answer.Failure(OutOfMemory.Message);
        }
        catch (Exception failure) when (FullDisk.Advice(failure) is { Length: > 0 } advice)
        {
            answer = Answer.Failure(advice + failure.Message);
        }
        catch (Exception failure) when (
            failure is ArgumentException or FormatException && NulCharacter.In(_run?.Values.Given) is { } named)
        {
            answer = Answer.Failure($"Take the NUL character out of {named}: no file, program or server has one in its name.");
        }
        catch (Exception bug)
        {
            answer = Bug(bug);
        }

        try
        {
            return (Answer.Print(Complete(answer), _redactor, _shown, _run?.Values.Given), Answer.Failed(answer));
        }
        catch (Exception bug)
        {
            // Something in the answer cannot be printed, half a character perhaps. Its text stays here: it may not be redacted.
            var message = $"This is a bug in the module: its answer cannot be printed ({bug.GetType().Name}).";
            return (Answer.Print(Answer.Failure(message), _redactor), true);
        }
    }

    private async Task<JsonObject> RunAsync(string executable, string calledAs, IReadOnlyList<string> commandLine, TextReader input)
    {
        var (name, file) = commandLine switch
        {
            // Ansible 2.14 quotes no path: one with a blank comes as several words.
            [_, _, ..] when Path.GetFileName(executable).StartsWith(Host.Prefix, StringComparison.Ordinal) =>
                (calledAs, string.Join(' ', commandLine)),
            [var only] => (calledAs, only),
            [var given, var source] => (given, source),
            _ => throw new ModuleException("Give one file with the arguments, or a module's name and such a file."),
        };

        // Reading may wait for somebody at a keyboard or behind a pipe; an interruption does not.
        var json = await Task.Run(() => ArgumentsFile.Read(file, input)).WaitAsync(interruption.Token);
        var call = Call.Parse(name, json);
        if (!call.Set("keep_remote_files"))
        {
            ArgumentsFile.RemoveCopy(executable, file);
        }

        // A redirect from a name no module has (pulp_status): Ansible still calls the file after the module it leads to.
        var module = Find(call.ShortName) ?? Find(name)
            ?? throw NoModule(call.ShortName);
        _run = interruption.Run = new Invocation(new ArgumentValues(call.Arguments), call.Set("check_mode"), call.Set("diff"), _redactor);
        _shown = call.Unset("inject_invocation") ? null : module.Arguments;

        var acceptance = new ArgumentValidator(_redactor);
        var complaint = acceptance.Refuse(call.Name, module.Arguments, call.Arguments);
        _run.Warnings.UnionWith(acceptance.Warnings.Concat(acceptance.Hints));
        _deprecations.AddRange(acceptance.Deprecations);
        return complaint is not null ? Answer.Failure(complaint)
            : _run.CheckMode && !module.SupportsCheckMode ? Answer.NoCheckMode(call.Name)
            // On another thread, so that a module that never yields can be given up on.
            : Answer.Success(await interruption.WaitAsync(Task.Run(() => module.RunAsync(_run, interruption.Token))));
    }

    private IModule? Find(string name) => catalog.FirstOrDefault(module => module.Name == name);

    private ModuleException NoModule(string name) => new(
        $"There is no module '{name}' in this program{Nearest.Hint(name, catalog.Select(module => module.Name)) ?? ";"} "
            + "--list shows the ones there are.");

    private JsonObject Complete(JsonObject answer)
    {
        if (_run?.Warnings is { Count: > 0 } warnings)
        {
            answer["warnings"] = new JsonArray([.. warnings.Select(text => (JsonNode?)text)]);
        }

        if (_deprecations.Count > 0)
        {
            answer["deprecations"] = new JsonArray([.. _deprecations.Select(text => (JsonNode?)new JsonObject
            {
                ["msg"] = text,
                ["collection_name"] = "stackhpc.kayobe_modules",
            })]);
        }

        return answer;
    }

    private static JsonObject Bug(Exception bug)
    {
        var answer = Answer.Failure($"This is a bug in the module: {bug.GetType().Name}: {bug.Message}");
        answer["exception"] = bug.ToString();
        return answer;
    }
}
