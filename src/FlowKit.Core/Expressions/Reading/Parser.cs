using System.Runtime.CompilerServices;
using FlowKit.Errors;
using FlowKit.Expressions.Functions;
using FlowKit.Expressions.Nodes;

namespace FlowKit.Expressions.Reading;

/// <summary>
/// Reads the text of an expression into nodes whose names have no meaning yet. This part: what all parts share, and what is noted on
/// the way for the <see cref="Binder"/>.
/// </summary>
internal sealed partial class Parser
{
    private readonly string _text;
    private readonly Notes _notes;
    private Lexer _lexer;
    private Token _token;
    private int _nesting;
    private int _loops;

    public Parser(string text)
        : this(text, 0, text.Length, new())
    {
    }

    private Parser(string text, int start, int end, Notes notes)
    {
        (_text, _notes) = (text, notes);
        _lexer = new(text, start, end);
        _token = _lexer.Next();
    }

    /// <summary>Names assigned without <c>let</c> in the text itself, outside of its functions.</summary>
    public IReadOnlyCollection<string> Assigned => _notes.Assigned;

    /// <summary>Roots that must be variables: those assigned to, or all that are read when the text changes lists or maps.</summary>
    public IEnumerable<string> RootVariables => _notes.Roots.Where(root => ChangesValues || _notes.AssignedRoots.Contains(root)).Order();

    public IReadOnlyList<int> Groups => [.. _notes.Groups.Order()];

    public PatternMaker Patterns => _notes.Patterns;

    /// <summary>The text changes a list or a map somewhere.</summary>
    public bool ChangesValues => _notes.ChangesValues;

    public ExpressionNode ParseAll()
    {
        var statements = ParseStatements();
        if (_token.Kind != TokenKind.End)
        {
            throw Unexpected();
        }

        return statements.Length == 0
            ? throw Fault(_text.Length, "the expression is empty")
            : Made(new BlockNode(statements, statements[0].Position));
    }

    private static ExpressionSyntaxException Fault(int position, string message) =>
        new(FlowErrorCodes.ExpressionSyntax, position, message);

    private ExpressionSyntaxException Unexpected() => _token.Kind == TokenKind.Name && Refused.TryGetValue(_token.Text, out var why)
        ? Fault(_token.Position, why)
        : Fault(_token.Position, $"{_token.Description} was not expected here");

    private bool Sees(string word) => _token.Is(word);

    private Token Take()
    {
        var taken = _token;
        _token = _lexer.Next();
        return taken;
    }

    private bool TryTake(string word)
    {
        if (!Sees(word))
        {
            return false;
        }

        Take();
        return true;
    }

    private Token Expect(string word, string where) =>
        Sees(word) ? Take() : throw Fault(_token.Position, $"'{word}' is missing {where}, before {_token.Description}");

    private Token ExpectName(string what)
    {
        if (_token.Kind != TokenKind.Name || Words.Contains(_token.Text))
        {
            throw Fault(_token.Position, $"{what} must be a name, not {_token.Description}");
        }

        return Take();
    }

    private Token Ahead()
    {
        var ahead = _lexer;
        return ahead.Next();
    }

    /// <summary>Enters brackets, a block or a function; <see cref="_nesting"/> is put back by the caller.</summary>
    private void Nest()
    {
        if (++_nesting > ExpressionLimits.MaxNesting || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw TooDeep(_token.Position);
        }
    }

    /// <summary>Every node goes through here, so that none is too high.</summary>
    private static T Made<T>(T node)
        where T : ExpressionNode => node.Height <= ExpressionLimits.MaxHeight ? node : throw TooDeep(node.Position);

    private static ExpressionSyntaxException TooDeep(int position) => new(
        FlowErrorCodes.ExpressionTooLarge,
        position,
        "the expression is nested too deeply: "
            + $"the bound is {ExpressionLimits.MaxNesting} brackets and blocks, and {ExpressionLimits.MaxHeight} operations");

    private NameNode Name(Token token)
    {
        _notes.Read(token.Text);
        return new(token.Text, token.Position);
    }

    private void NoteFunction(string name) => _notes.ChangesValues |= BuiltIns.Find(name)?.ChangesValues == true;

    /// <summary>What binding must know before it begins. Shared with the parsers of expressions inside texts.</summary>
    private sealed class Notes
    {
        public HashSet<string> Assigned { get; set; } = new(StringComparer.Ordinal);

        public HashSet<string> AssignedRoots { get; } = new(StringComparer.Ordinal);

        public HashSet<string> Roots { get; } = new(StringComparer.Ordinal);

        public HashSet<int> Groups { get; } = [];

        public PatternMaker Patterns { get; } = new();

        public bool ChangesValues { get; set; }

        public void Read(string name)
        {
            if (ExpressionInput.RootOf(name) >= 0)
            {
                Roots.Add(name);
            }
            else if (name is ['$', >= '0' and <= '9'])
            {
                Groups.Add(name[1] - '0');
            }
        }

        public void Assign(string name)
        {
            Read(name);
            (ExpressionInput.RootOf(name) >= 0 ? AssignedRoots : Assigned).Add(name);
        }
    }
}
