"""People whom everybody knows: singers on the radio, authors on the shelf, figures of tales.

None of them lives on the ward. Only their whole name is theirs.
"""

FAMOUS = frozenset(
    one.strip()
    for one in """
    astrid lindgren, evert taube, kalle anka, karin boye, selma lagerlöf, greta thunberg, olof
    palme, karl gerhard, povel ramel, cornelis vreeswijk, lill lindfors, monica zetterlund, jussi
    björling, gösta ekman, lasse berghagen, anni-frid lyngstad, zlatan ibrahimović, august
    strindberg, carl michael bellman, musse pigg, karl-bertil jonsson, florence nightingale, marie
    curie, mary seacole, carl rogers, mary poppins, harry potter, donald duck, mickey mouse, john
    lennon, elvis presley, frank sinatra, johnny cash, dolly parton, tom jones, vera lynn, bob
    marley, edith piaf, david bowie, freddie mercury, cliff richard, shirley bassey, cilla black,
    charlie chaplin, winston churchill, sherlock holmes, james bond, peter pan, robin hood, father
    christmas, david attenborough, joe wicks, abraham maslow, udo jürgens, helene fischer, roy
    black, karl marx, peter alexander, hans albers, wilhelm busch, marlene dietrich, hans moser,
    heinz rühmann, rex gildo, frau holle, roland kaiser, andrea berg, angela merkel, max und
    moritz, andré hazes, johan cruijff, anne frank, jan smit, rené froger, annie schmidt, willem
    alexander, wim sonneveld, tapio rautavaara, olavi virta, jari sillanpää, aleksis kivi, tove
    jansson, mikael agricola, paavo nurmi, laila kinnunen, georg ots, jaak joala, anne veski, lydia
    koidula, juhan liiv, oskar luts, heli lääts, arvo pärt, tõnis mägi, padre pio, giuseppe verdi,
    gianni morandi, adriano celentano, giuseppe garibaldi, san gennaro, sophia loren, don bosco,
    claudio villa, don matteo, gigi riva, mike bongiorno, franco basaglia, maria montessori, don
    camillo, jan paweł, fryderyk chopin, adam mickiewicz, irena santor, maryla rodowicz, czesław
    niemen, ojciec mateusz, robert lewandowski, anna german, krzysztof krawczyk, janusz korczak,
    julio iglesias, rocío jurado, lola flores, don quijote, garcía lorca, raffaella carrà, manolo
    escobar, sancho panza, isabel pantoja, antonio machado, concha piquer, carlos gardel, frida
    kahlo, μίκης θεοδωράκης, γιώργος νταλάρας, χάρις αλεξίου, μαρία κάλλας, μάνος χατζιδάκις,
    στέλιος καζαντζίδης, μελίνα μερκούρη, kossuth lajos, petőfi sándor, rákóczi ferenc, ady endre,
    jókai mór, puskás ferenc, józsef attila, arany jános, karády katalin, zámbó jimmy, koncz
    zsuzsa, bródy jános, semmelweis ignác, máté péter, björn borg, björn skifs, björn ulvaeus,
    benny andersson, ingemar stenmark, gustav vasa, ulf kristersson, magdalena andersson, ebba
    busch, jimmie åkesson, carola häggkvist, karl oskar, pippi långstrump, alfons åberg, mamma mu,
    lasse stefanz, sven wollter, stieg larsson, greta garbo, ingrid bergman, max von sydow, tage
    danielsson, hasse alfredson, lennart hyland, dag hammarskjöld, per albin, alfred nobel, carl
    larsson, anders zorn, nils holgersson, ture sventon, kalle blomkvist, nils poppe, siv
    malmkvist, östen warnerbring, agnetha fältskog, owe thörnqvist, ulla billquist, stefan löfven,
    per gessle, tomas ledin, jack daniels, mark twain, grace kelly, will smith, rosa parks, miles
    davis, carol vorderman, des o'connor, val doonican, bruce forsyth, terry wogan, jeremy kyle,
    jeremy vine, phillip schofield, alan titchmarsh, delia smith, mary berry, gordon ramsay, jamie
    oliver, paul hollywood, simon cowell, jane austen, agatha christie, charles dickens, oscar
    wilde, virginia woolf, michael jackson, paul simon, neil diamond, rod stewart, elton john,
    george michael
    """.casefold()
    .replace("\n", " ")
    .split(",")
)
