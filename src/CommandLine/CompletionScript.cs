// SPDX-License-Identifier: GPL-3.0-or-later
namespace CommandLine;

/// <summary>What a shell reads to complete the command lines of a program: it asks the program, which knows its words.</summary>
internal static class CompletionScript
{
    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh"];

    // The program is asked by the name it knows itself by, wherever the shell found it; files are the shell's own.
    private const string Bash = """
        # Completion of NAME for bash.
        _FUNCTION() {
          local IFS=' ' line word=${COMP_WORDS[COMP_CWORD]}
          line="NAME ${COMP_WORDS[*]:1:COMP_CWORD}"
          IFS=$'\n'
          COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]/#\~/$HOME}" "[suggest:${#line}]" "$line" 2> /dev/null)" -- "$word"))
        }
        complete -o default -F _FUNCTION NAME

        """;

    private const string Zsh = """
        #compdef NAME
        # Completion of NAME for zsh.
        _FUNCTION() {
          local line="NAME ${(j: :)words[2,CURRENT]}"
          local -a found
          found=("${(@f)$(${~words[1]} "[suggest:${#line}]" "$line" 2> /dev/null)}")
          found=(${found:#})
          if (( ${#found} )) && compadd -a found; then return 0; fi
          _files
        }
        if [[ ${funcstack[1]} == _FUNCTION ]]; then _FUNCTION "$@"; else compdef _FUNCTION NAME; fi

        """;

    public static string Of(string shell, string program) => (shell == "bash" ? Bash : Zsh)
        .Replace("NAME", program, StringComparison.Ordinal)
        .Replace("FUNCTION", program.Replace('-', '_'), StringComparison.Ordinal);

    /// <summary>How it is installed.</summary>
    public static string Installed(string program) => $"""
        for this shell:   source <({program} completion bash)
        for all of bash:  {program} completion bash > ~/.local/share/bash-completion/completions/{program}
        for all of zsh:   {program} completion zsh > FOLDER/_{program}, where FOLDER is one of $fpath
        """;
}
