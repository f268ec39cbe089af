using FlowKit.Errors;
using FlowKit.Expressions.Evaluating;

namespace FlowKit.Expressions.Functions;

/// <summary>A function of the language, with the least and the greatest number of arguments it takes.</summary>
internal sealed class BuiltIn(string name, int least, int greatest, BuiltInBody body)
{
    public const int Any = int.MaxValue;

    public string Name { get; } = name;

    /// <summary>It changes the list or map it is given.</summary>
    public bool ChangesValues { get; init; }

    /// <summary>The argument that is a regular expression; -1 when there is none.</summary>
    public int PatternArgument { get; init; } = -1;

    public Operand Call(ref Evaluation e, ReadOnlySpan<Operand> arguments)
    {
        if (Misfit(arguments.Length) is { } misfit)
        {
            return e.Fail(FlowErrorCodes.ExpressionArguments, misfit);
        }

        e.Callee = this;
        return body(ref e, arguments);
    }

    /// <summary>What is wrong with a number of arguments; null when it is right.</summary>
    public string? Misfit(int count)
    {
        if (count >= least && count <= greatest)
        {
            return null;
        }

        var wanted = least == greatest ? Arguments(least)
            : greatest == Any ? $"at least {Arguments(least)}"
            : $"{least} to {Arguments(greatest)}";
        return $"'{Name}' takes {wanted}, but was given {count}";
    }

    public static string Arguments(int count) => count == 1 ? "1 argument" : $"{count} arguments";
}
