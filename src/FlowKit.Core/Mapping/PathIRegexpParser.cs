using System.Globalization;

namespace FlowKit.Mapping;

/// <summary>
/// The text of an I-Regexp into instructions. <c>^</c> and <c>$</c> outside a class are the ends of the text, as the compliance suite
/// of RFC 9535 has it. Every method is false, or gives null, where the text is no I-Regexp.
/// </summary>
internal sealed partial class PathIRegexpParser
{
    private const int MaxNesting = 64;
    private const int MaxInstructions = 5000;

    private readonly string _pattern;
    private int _at;

    private PathIRegexpParser(string pattern) => _pattern = pattern;

    private bool AtEnd => _at >= _pattern.Length;

    public static PathInstruction[]? Parse(string pattern)
    {
        var parser = new PathIRegexpParser(pattern);
        return pattern.Length <= PathRegex.MaxPatternLength && parser.Alternatives(MaxNesting) is { } program && parser.AtEnd
            ? [.. program]
            : null;
    }

    private List<PathInstruction>? Alternatives(int depth)
    {
        if (depth == 0 || Branch(depth) is not { } program)
        {
            return null;
        }

        while (Take('|'))
        {
            if (Branch(depth) is not { } other || program.Count > MaxInstructions)
            {
                return null;
            }

            program.Insert(0, new(PathInstructionKind.Fork, program.Count + 2));
            program.Add(new(PathInstructionKind.Jump, other.Count + 1));
            program.AddRange(other);
        }

        return program;
    }

    private List<PathInstruction>? Branch(int depth)
    {
        var program = new List<PathInstruction>();
        while (!AtEnd && _pattern[_at] is not ('|' or ')'))
        {
            if (Atom(depth) is not { } atom || !Repeat(atom, program) || program.Count > MaxInstructions)
            {
                return null;
            }
        }

        return program;
    }

    private List<PathInstruction>? Atom(int depth)
    {
        if (Take('('))
        {
            return Alternatives(depth - 1) is { } group && Take(')') ? group : null;
        }

        if (Take('^'))
        {
            return [new(PathInstructionKind.Begin)];
        }

        if (Take('$'))
        {
            return [new(PathInstructionKind.End)];
        }

        return Characters() is { } set ? [new(PathInstructionKind.Take, 0, set)] : null;
    }

    /// <summary>Adds the atom as often as the quantifier behind it says.</summary>
    private bool Repeat(List<PathInstruction> atom, List<PathInstruction> program)
    {
        if (!Quantifier(out var least, out var most))
        {
            return false;
        }

        var copies = (long)(most ?? least + 1);
        if (most < least || copies * (atom.Count + 1) > MaxInstructions)
        {
            return false;
        }

        for (var i = 0; i < least; i++)
        {
            program.AddRange(atom);
        }

        // Every further one may be left out together with those behind it.
        for (var rest = (most ?? least) - least; rest > 0; rest--)
        {
            program.Add(new(PathInstructionKind.Fork, rest * (atom.Count + 1)));
            program.AddRange(atom);
        }

        if (most is null)
        {
            program.Add(new(PathInstructionKind.Fork, atom.Count + 2));
            program.AddRange(atom);
            program.Add(new(PathInstructionKind.Jump, -(atom.Count + 1)));
        }

        return true;
    }

    private bool Quantifier(out int least, out int? most)
    {
        (least, most) = (1, 1);
        if (Take('*'))
        {
            (least, most) = (0, null);
        }
        else if (Take('+'))
        {
            (least, most) = (1, null);
        }
        else if (Take('?'))
        {
            (least, most) = (0, 1);
        }
        else if (Take('{'))
        {
            return Range(out least, out most);
        }

        return true;
    }

    private bool Range(out int least, out int? most)
    {
        most = null;
        if (!Count(out least))
        {
            return false;
        }

        if (!Take(','))
        {
            most = least;
        }
        else if (!AtEnd && _pattern[_at] != '}')
        {
            if (!Count(out var written))
            {
                return false;
            }

            most = written;
        }

        return Take('}');
    }

    private bool Count(out int count)
    {
        var from = _at;
        while (!AtEnd && char.IsAsciiDigit(_pattern[_at]))
        {
            _at++;
        }

        return int.TryParse(_pattern.AsSpan(from.._at), NumberStyles.None, CultureInfo.InvariantCulture, out count) &&
            count <= MaxInstructions;
    }

    private bool Take(char c)
    {
        if (AtEnd || _pattern[_at] != c)
        {
            return false;
        }

        _at++;
        return true;
    }
}
