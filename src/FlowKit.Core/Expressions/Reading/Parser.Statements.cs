using FlowKit.Expressions.Evaluating;
using FlowKit.Expressions.Nodes;

namespace FlowKit.Expressions.Reading;

/// <summary>This part: statements.</summary>
internal sealed partial class Parser
{
    /// <summary>Statements up to a closing brace, <c>end</c> or the end of the text.</summary>
    private ExpressionNode[] ParseStatements()
    {
        var statements = new List<ExpressionNode>();
        while (!AtEndOfBlock())
        {
            if (!TryTake(";"))
            {
                statements.Add(ParseStatement());
            }
        }

        return [.. statements];
    }

    private bool AtEndOfBlock() => _token.Kind == TokenKind.End || Sees("}") || Sees("end");

    private ExpressionNode ParseStatement()
    {
        var compound = ParseCompound();
        if (compound is not null)
        {
            return compound;
        }

        var statement = _token.Kind == TokenKind.Name ? _token.Text switch
        {
            "let" => ParseLet(),
            "return" => ParseReturn(),
            "break" => ParseJump(Signal.Break),
            "continue" => ParseJump(Signal.Continue),
            _ => ParseExpression(),
        } : ParseExpression();
        return AtEndOfBlock() || TryTake(";")
            ? statement
            : throw Fault(_token.Position, $"';' is missing before {_token.Description}");
    }

    /// <summary>A statement that ends with a brace; null for any other.</summary>
    private ExpressionNode? ParseCompound()
    {
        if (Sees("{"))
        {
            return ParseBlock("at the beginning of a block");
        }

        return _token.Kind != TokenKind.Name ? null : _token.Text switch
        {
            "if" => ParseIf(),
            "for" => ParseFor(),
            "while" => ParseWhile(),
            "fn" when Ahead().Kind == TokenKind.Name => ParseFunction(),
            _ => null,
        };
    }

    private BlockNode ParseBlock(string where)
    {
        var open = Expect("{", where);
        Nest();
        var statements = ParseStatements();
        Expect("}", "at the end of the block");
        _nesting--;
        return Made(new BlockNode(statements, open.Position));
    }

    private LetNode ParseLet()
    {
        Take();
        var name = ExpectName("a variable");
        Expect("=", "after the name of the variable");
        return Made(new LetNode(name.Text, ParseValue(), name.Position));
    }

    /// <summary>What stands at the right of <c>=</c>: an expression, or a statement whose value is meant.</summary>
    private ExpressionNode ParseValue()
    {
        Nest();
        var value = ParseCompound() is { } statement and not FunctionNode ? Made(new StatementValueNode(statement)) : ParseExpression();
        _nesting--;
        return value;
    }

    private ReturnNode ParseReturn()
    {
        var at = Take().Position;
        var value = Sees(";") || AtEndOfBlock() ? new ConstantNode(default, at) : ParseValue();
        return Made(new ReturnNode(value, at));
    }

    private JumpNode ParseJump(Signal signal)
    {
        var word = Take();
        return _loops > 0 ? new(signal, word.Position) : throw Fault(word.Position, $"'{word.Text}' stands outside of a loop");
    }

    private IfNode ParseIf()
    {
        var at = _token.Position;
        var parts = new List<ExpressionNode>();
        do
        {
            Take();
            parts.Add(ParseExpression());
            parts.Add(ParseBlock("after the condition"));
        }
        while (Sees("elsif"));

        if (TryTake("else"))
        {
            parts.Add(Sees("if") ? throw Fault(_token.Position, "write 'elsif' instead of 'else if'") : ParseBlock("after 'else'"));
        }

        return Made(new IfNode([.. parts], at));
    }

    private WhileNode ParseWhile()
    {
        var at = Take().Position;
        var condition = ParseExpression();
        return Made(new WhileNode(condition, ParseLoopBody(), at));
    }

    private ForNode ParseFor()
    {
        var at = Take().Position;
        var names = new List<string> { ExpectName("the variable of a loop").Text };
        if (TryTake(","))
        {
            names.Add(ExpectName("the variable of a loop").Text);
        }

        Expect("in", "after the variable of the loop");
        var items = ParseExpression();
        return Made(new ForNode([.. names], items, ParseLoopBody(), at));
    }

    private BlockNode ParseLoopBody()
    {
        _loops++;
        var body = ParseBlock("before the body of the loop");
        _loops--;
        return body;
    }

    private FunctionNode ParseFunction()
    {
        var at = Take().Position;
        var name = ExpectName("a function's name").Text;
        return Made(new FunctionNode(name, ParseFunctionRest(at), at));
    }

    /// <summary>Parameters in brackets and a body in braces.</summary>
    private LambdaNode ParseFunctionRest(int at) => ParseBody(at, () =>
    {
        var open = Expect("{", "before the body of the function");
        var statements = ParseStatements();
        Expect("}", "at the end of the function");
        return new BlockNode(statements, open.Position);
    });

    /// <summary>Parameters in brackets, <c>-></c>, and a body up to <c>end</c>.</summary>
    private LambdaNode ParseLambdaRest(int at) => ParseBody(at, () =>
    {
        var arrow = Expect("->", "after the parameters");
        var statements = ParseStatements();
        Expect("end", "at the end of the lambda");
        return new BlockNode(statements, arrow.Position);
    });

    private LambdaNode ParseBody(int at, Func<BlockNode> parse)
    {
        Nest();
        var (assigned, loops) = (_notes.Assigned, _loops);
        (_notes.Assigned, _loops) = (new(StringComparer.Ordinal), 0);
        var parameters = ParseParameters();
        var node = Made(new LambdaNode(parameters, _notes.Assigned, Made(parse()), at));
        (_notes.Assigned, _loops) = (assigned, loops);
        _nesting--;
        return node;
    }

    private string[] ParseParameters()
    {
        Expect("(", "before the parameters");
        var names = new List<string>();
        while (!Sees(")"))
        {
            if (names.Count > 0 && !TryTake(","))
            {
                throw Fault(_token.Position, $"',' or ')' is missing after a parameter, before {_token.Description}");
            }

            if (Sees("&"))
            {
                throw Fault(_token.Position, "a parameter for any number of arguments is not supported");
            }

            var name = ExpectName("a parameter");
            if (names.Contains(name.Text))
            {
                throw Fault(name.Position, $"there are two parameters '{name.Text}'");
            }

            names.Add(name.Text);
        }

        Take();
        return [.. names];
    }
}
