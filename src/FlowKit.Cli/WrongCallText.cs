using System.CommandLine;
using System.CommandLine.Parsing;
using FlowKit.Errors;

namespace FlowKit.Cli;

/// <summary>What is wrong with a call that cannot be understood, in one line.</summary>
internal static class WrongCallText
{
    public static string Of(ParseResult call)
    {
        var command = call.CommandResult.Command;
        return command.Subcommands.Count > 0
            ? WithoutVerb([.. command.Subcommands.Select(verb => verb.Name)], call.UnmatchedTokens)
            : string.Join(" ", call.Errors.Select(Text));
    }

    private static string WithoutVerb(IReadOnlyList<string> verbs, IReadOnlyList<string> words)
    {
        var all = string.Join(", ", verbs);
        if (words is not [var word, ..])
        {
            return $"Name a verb: {all}.";
        }

        return word.StartsWith('-')
            ? $"There is no option '{word}' here; name a verb: {all}."
            : $"There is no verb '{word}'; {new Spelling().Hint(word, verbs) ?? $"there are {all}."}";
    }

    // The library's own sentences name neither the option nor stand in one line.
    private static string Text(ParseError error)
    {
        var sentence = string.Join(' ', error.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return error.SymbolResult is OptionResult option && !sentence.Contains(option.Option.Name, StringComparison.Ordinal)
            ? $"{option.Option.Name}: {sentence}."
            : sentence;
    }
}
