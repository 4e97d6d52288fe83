using EdgeAgent.Domain;

namespace EdgeAgent.Search;

public sealed class DescriptionWordsTests
{
    [Theory]
    [InlineData("red", "red")]
    [InlineData("Red,ORANGE", "red or orange")]
    [InlineData("red or orange", "red or orange")]
    [InlineData(" red / orange ", "red or orange")]
    [InlineData("grey", "gray")]
    [InlineData("검정,베이지", "black or beige")]
    [InlineData("dark", "black or blue or purple or brown")]
    [InlineData("light,gray", "white or gray or yellow or pink or beige")]
    public void Colors_are_read_as_people_say_them(string words, string expected)
    {
        Assert.True(DescriptionWords.TryParseColors(words, out var colors, out var error));

        Assert.Equal(expected, colors.ToString());
        Assert.Null(error);
    }

    [Fact]
    public void Each_of_the_twelve_has_its_own_Korean_name()
    {
        string[] names = ["검정", "흰색", "회색", "빨강", "주황", "노랑", "초록", "파랑", "보라", "분홍", "갈색", "베이지"];

        Assert.Equal(NamedColors.All, names.Select(name => DescriptionWords.TryParseColors(name, out var colors, out _) ? Assert.Single(colors.Colors) : default));
    }

    [Fact]
    public void What_a_set_of_colors_says_of_itself_can_be_read_again()
    {
        foreach (var first in NamedColors.All)
        {
            foreach (var second in NamedColors.All)
            {
                var colors = new ColorSet(first, second);
                Assert.True(DescriptionWords.TryParseColors(colors.ToString(), out var read, out _));
                Assert.Equal(colors, read);
            }
        }
    }

    [Theory]
    [InlineData("purpel", "did you mean purple?")]
    [InlineData("red,oragne", "did you mean orange?")]
    [InlineData("turquoise", "'turquoise' is no colour; there are")]
    [InlineData("unknown", "'unknown' is no colour")]
    [InlineData("", "no colour is given")]
    [InlineData(", or ,", "no colour is given")]
    public void What_is_no_color_is_told_with_the_twelve_and_the_nearest_word(string words, string told)
    {
        Assert.False(DescriptionWords.TryParseColors(words, out _, out var error));

        Assert.Contains(told, error, StringComparison.Ordinal);
        Assert.Contains("black, white, gray, red, orange, yellow, green, blue, purple, pink, brown, beige", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Kind_age_company_heading_and_things_are_read_and_unknown_is_none_of_them()
    {
        Assert.True(DescriptionWords.TryParseKind("Car", out var kind, out _));
        Assert.True(DescriptionWords.TryParseAge("child", out var age, out _));
        Assert.True(DescriptionWords.TryParseCompany("alone", out var company, out _));
        Assert.True(DescriptionWords.TryParseHeading("down-left", out var heading, out _));
        Assert.True(DescriptionWords.TryParseCarried("backpack, dog", out var carried, out _));

        Assert.Equal(
            (ObjectKind.Car, AgeGroup.Child, Company.Alone, Heading.DownLeft, Carried.Backpack | Carried.Dog), (kind, age, company, heading, carried));
        Assert.False(DescriptionWords.TryParseAge("unknown", out _, out _));
        Assert.False(DescriptionWords.TryParseHeading("unknown", out _, out _));
        Assert.False(DescriptionWords.TryParseCarried("none", out _, out _));
        Assert.False(DescriptionWords.TryParseCarried(" , ", out _, out _));
    }

    [Fact]
    public void A_slip_in_any_word_is_told_with_the_word_that_was_meant()
    {
        Assert.False(DescriptionWords.TryParseCarried("dog,backpak", out _, out var things));
        Assert.False(DescriptionWords.TryParseKind("cra", out _, out var kind));

        Assert.Equal("'backpak' is no thing to carry; did you mean backpack? there are backpack, handbag, suitcase, umbrella, bicycle, dog", things);
        Assert.Equal("'cra' is no kind; did you mean car? there are person, bicycle, car, motorcycle, bus, truck", kind);
    }
}
