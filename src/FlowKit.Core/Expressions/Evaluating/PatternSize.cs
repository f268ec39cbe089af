namespace FlowKit.Expressions.Evaluating;

/// <summary>How large a regular expression is once its counted repetitions are written out, before it is given to anybody.</summary>
internal static class PatternSize
{
    public static long Of(string pattern)
    {
        var outer = new Stack<long>();
        var (size, last) = (0L, 0L);
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '(':
                    outer.Push(size);
                    (size, last) = (0, 0);
                    break;
                case ')':
                    last = size + 1;
                    size = (outer.TryPop(out var before) ? before : 0) + last;
                    break;
                case '[':
                    i = EndOfClass(pattern, i);
                    (size, last) = (size + 1, 1);
                    break;
                case '{' when TryCount(pattern, ref i, out var count):
                    size += last * (count - 1);
                    last *= count;
                    break;
                case '\\':
                    i++;
                    (size, last) = (size + 1, 1);
                    break;
                default:
                    (size, last) = (size + 1, 1);
                    break;
            }

            size = Math.Min(size, int.MaxValue);
            last = Math.Min(last, int.MaxValue);
        }

        return size + outer.Sum();
    }

    private static int EndOfClass(string pattern, int start)
    {
        for (var i = start + 2; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\')
            {
                i++;
            }
            else if (pattern[i] == ']')
            {
                return i;
            }
        }

        return pattern.Length;
    }

    /// <summary>The larger number of <c>{n}</c>, <c>{n,}</c>, <c>{n,m}</c>, at least 1; moves to the closing brace.</summary>
    private static bool TryCount(string pattern, ref int at, out long count)
    {
        count = 1;
        var number = 0L;
        for (var i = at + 1; i < pattern.Length; i++)
        {
            if (char.IsAsciiDigit(pattern[i]))
            {
                number = Math.Min((number * 10) + (pattern[i] - '0'), int.MaxValue);
            }
            else if (pattern[i] is ',' or '}' && i > at + 1)
            {
                (count, number) = (Math.Max(count, number), 0);
                if (pattern[i] == '}')
                {
                    at = i;
                    return true;
                }
            }
            else
            {
                return false;
            }
        }

        return false;
    }
}
