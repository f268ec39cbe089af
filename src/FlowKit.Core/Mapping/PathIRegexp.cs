using System.Buffers;

namespace FlowKit.Mapping;

/// <summary>
/// A regular expression of RFC 9485 (I-Regexp): run as the set of all instructions it may stand at, one character of Unicode after
/// the other. The work is at most the length of the text times that of the program, and is charged as it is done.
/// </summary>
internal sealed class PathIRegexp : PathRegex
{
    private const int OnStack = 64;

    private readonly PathInstruction[] _program;
    private readonly bool _whole;

    private PathIRegexp(string pattern, bool whole, PathInstruction[]? program)
        : base(pattern, program is null
            ? "the regular expression is too large, or no I-Regexp (RFC 9485); '=~ /.../' takes more, such as '\\d'"
            : null)
    {
        _program = program ?? [];
        _whole = whole;
    }

    /// <summary>For the whole text, or for any part of it.</summary>
    public static PathIRegexp Compile(string pattern, bool whole) => new(pattern, whole, PathIRegexpParser.Parse(pattern));

    public override bool IsMatch(string text, ref PathScope scope)
    {
        // Each instruction is visited once at a character and brings two others at most.
        var room = (2 * _program.Length) + 2;
        var needed = (2 * room) + _program.Length + 1;
        var rented = _program.Length > OnStack ? ArrayPool<int>.Shared.Rent(needed) : null;
        var memory = rented is null ? stackalloc int[needed] : rented.AsSpan(0, needed);
        var visited = memory[(2 * room)..];
        visited.Fill(-1);
        try
        {
            return Run(text, memory[..room], memory[room..(2 * room)], visited, ref scope);
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<int>.Shared.Return(rented);
            }
        }
    }

    private bool Run(string text, Span<int> now, Span<int> next, Span<int> visited, ref PathScope scope)
    {
        var count = 0;
        for (var position = 0; ; )
        {
            if (position == 0 || !_whole)
            {
                now[count++] = 0;
            }

            if (count == 0)
            {
                return false;
            }

            var character = CharacterAt(text, position, out var width);
            var (reached, isEnd) = Advance(now, count, next, visited, new(position, text.Length, character), ref scope);
            if (isEnd && (!_whole || width == 0))
            {
                return true;
            }

            if (width == 0)
            {
                return false;
            }

            (position, count) = (position + width, reached);
            var swap = now;
            now = next;
            next = swap;
        }
    }

    private readonly record struct Place(int Position, int Length, int Character);

    /// <summary>Follows every instruction at one place; says how many wait at the next, and whether the program's end was reached.</summary>
    private (int Reached, bool IsEnd) Advance(
        Span<int> now, int count, Span<int> next, Span<int> visited, Place place, ref PathScope scope)
    {
        var (reached, isEnd) = (0, false);
        while (count > 0)
        {
            var at = now[--count];
            if (visited[at] == place.Position)
            {
                continue;
            }

            scope.Charge(1);
            visited[at] = place.Position;
            if (at == _program.Length)
            {
                isEnd = true;
                continue;
            }

            var instruction = _program[at];
            switch (instruction.Kind)
            {
                case PathInstructionKind.Take when place.Position < place.Length && instruction.Set!.Contains(place.Character):
                    next[reached++] = at + 1;
                    break;
                case PathInstructionKind.Jump:
                    now[count++] = at + instruction.Offset;
                    break;
                case PathInstructionKind.Fork:
                    now[count++] = at + instruction.Offset;
                    now[count++] = at + 1;
                    break;
                case PathInstructionKind.Begin when place.Position == 0:
                case PathInstructionKind.End when place.Position == place.Length:
                    now[count++] = at + 1;
                    break;
                default:
                    break;
            }
        }

        return (reached, isEnd);
    }

    private static int CharacterAt(string text, int position, out int width)
    {
        if (position >= text.Length)
        {
            width = 0;
            return -1;
        }

        width = position + 1 < text.Length && char.IsSurrogatePair(text[position], text[position + 1]) ? 2 : 1;
        return width == 2 ? char.ConvertToUtf32(text[position], text[position + 1]) : text[position];
    }
}
