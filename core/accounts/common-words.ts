/**
 * Words that people build passwords from, gathered by kind from general knowledge: what comes first to mind, what
 * hands run over on a keyboard, and what recorders and their makers shipped with. Lower case, without digits that stand
 * for letters.
 */
const kinds: readonly string[] = [
  // the word itself, and what stands beside it on a login form
  `password passwort passwd passcode passphrase pass contrasena kennwort wachtwoord motdepasse parola senha haslo
   salasana parol mima login logon signin welcome willkommen bienvenue letmein letmeinnow openup opensesame access
   accessgranted account user username users guest gast invite visitor default standard secret geheim private secure
   security secured unlock locked keyword master mastermind root toor superuser supervisor sysadmin sysop system
   server admin administrator administrador admins adminadmin rootroot testtest test tester testing trial demo demos
   sample example temp temporary changeme changethis changenow change newpass newpassword mypassword mypass
   thepassword yourpassword nopassword nopass blank empty none null void undefined unknown anonymous public local
   localhost remote manager manage management operator oper service support technician tech installer install
   setup config configure owner office company business enterprise corporate internet network wireless wifi router
   modem gateway firewall ethernet computer laptop desktop keyboard monitor mouse printer database oracle mysql`,
  // recorders, cameras, alarms, and those who make and fit them
  `camera cameras cctv dvr nvr recorder recording video videos surveillance watching watcher watchdog guard guardian
   alarm alarms sensor motion nightvision hikvision hikconnect hik dahua uniview axis hanwha samsung techwin bosch
   pelco vivotek mobotix honeywell panasonic sony avigilon geovision reolink amcrest lorex swann annke foscam ezviz
   tplink dlink netgear ubiquiti unifi cisco huawei zte xmeye tiandy provision wisenet arecont flir milesight
   grandstream synology qnap milestone genetec blueiris zoneminder meinsm fliradmin ikwb jvc vstarcam tvt kguard
   zosi defender nightowl channel livecam livevideo liveview playback snapshot onvif rtsp stream warehouse store
   shop market garage gate entrance lobby parking factory building hotel school bank hospital pharmacy restaurant`,
  // keyboard walks
  `qwerty qwertz azerty qwertyui qwertyuiop qwertzuiop azertyuiop asdf asdfgh asdfghj asdfghjk asdfghjkl zxcv zxcvb
   zxcvbn zxcvbnm yxcvbnm qazwsx qazwsxedc wsxedc edcrfv rfvtgb tgbyhn yhnujm qweasd qweasdzxc qweqwe asdasd zxczxc
   qwer qwert asdzxc poiuyt poiuytrewq lkjhgf lkjhgfdsa mnbvcx mnbvcxz plmokn okmijn ijnuhb wasd wasdwasd qaz wsx
   qwerasdf asdfqwer zaqwsx zaqxsw cdevfr bgtnhy`,
  // letters in a row, which also have a rule of their own
  `abc abcd abcde abcdef abcdefg abcdefgh abcabc aaa aaaa aaaaaa bbbb cccc dddd xxxx xxxxxx zzzz asd qwe zxc iop jkl
   bnm abcxyz xyz xyzabc foobar foo bar baz foofoo blah blahblah lalala lololo hahaha hehehe nanana bababa mamama`,
  // affection
  `love lover loveme loveyou lovely loving iloveyou iloveu ilovehim iloveher ilovegod ilovemom beloved sweetheart
   sweetie sweety honey honeybee darling baby babe babygirl babyboy babydoll princess prince queen king angel angels
   heart hearts kiss kisses kissme hugs cutie cutiepie beautiful pretty handsome sexy sexygirl sexyboy hottie hotstuff
   forever always together family mother father mommy daddy mama papa brother sister friend friends bestfriend
   friendship happy happiness smile smiley sunshine sunny lucky luckyone wonderful amazing awesome fantastic perfect
   schatz liebe liebling amour jetaime chouchou doudou loulou teamo tequiero amor corazon mivida bonita hermosa
   princesa estrella amore tesoro bella ciao lubov solnce kocham kochanie askim canim sevgi aishiteru woaini`,
  // given names
  `james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark
   donald steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary
   nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory frank alexander raymond patrick
   jack dennis jerry tyler aaron jose adam nathan henry douglas zachary peter kyle walter ethan jeremy harold keith
   christian roger noah gerald carl terry sean austin arthur lawrence jesse dylan bryan jordan billy bruce albert
   willie gabriel logan alan juan wayne roy ralph randy eugene vincent russell elijah louis bobby philip johnny
   mary patricia jennifer linda elizabeth barbara susan jessica sarah karen nancy lisa betty margaret sandra ashley
   kimberly emily donna michelle dorothy carol amanda melissa deborah stephanie rebecca sharon laura cynthia kathleen
   amy shirley angela helen anna brenda pamela nicole emma samantha katherine christine debra rachel catherine carolyn
   janet ruth maria heather diane virginia julie joyce victoria olivia kelly christina lauren joan evelyn judith
   megan cheryl andrea hannah martha jacqueline frances gloria ann teresa kathryn sara janice jean alice madison
   doris abigail julia judy grace denise amber marilyn beverly danielle theresa sophia marie diana brittany natalie
   isabella charlotte rose alexis kayla hans peter klaus juergen wolfgang stefan andreas markus sebastian florian
   tobias jonas lukas felix maximilian sabine monika petra ursula heike claudia katrin anja jutta pierre michel
   philippe alain nicolas julien camille chloe manon lea carlos miguel javier alejandro fernando sergio pablo diego
   carmen lucia paula marta raquel giovanni giuseppe francesco antonio marco luca alessandro francesca chiara giulia
   ivan dmitri sergei vladimir alexei nikolai natasha olga tatiana svetlana irina katya mohammed muhammad ahmed ali
   omar hassan hussein fatima aisha zeinab mehmet mustafa ayse emre raj rahul amit sanjay priya deepak krishna ganesh
   lakshmi wang zhang wei chen yang huang zhao xiaoming taro hiroshi yuki sakura kenji minho jisoo nguyen linh`,
  // animals
  `dog dogs doggy puppy cat cats kitty kitten tiger lion panther leopard jaguar cheetah bear teddybear panda koala wolf
   fox monkey gorilla elephant giraffe zebra horse pony donkey rabbit bunny hamster turtle dolphin shark whale eagle
   falcon hawk phoenix raven penguin parrot chicken rooster duck swan butterfly spider scorpion snake cobra python viper
   dragon dragons unicorn dinosaur frog froggy squirrel mustang stallion bulldog rottweiler poodle beagle lassie`,
  // sports and teams
  `football soccer baseball basketball hockey tennis golf golfer rugby cricket boxing racing runner fishing hunting
   skater surfer skiing swimming karate judo chess poker arsenal chelsea liverpool everton tottenham manchester
   manutd mancity united newcastle westham celtic rangers barcelona realmadrid madrid atletico valencia sevilla
   juventus milan intermilan napoli roma lazio bayern bayernmunich dortmund schalke hamburg werder stuttgart psg
   marseille lyon ajax feyenoord psv benfica porto sporting galatasaray fenerbahce besiktas boca river flamengo
   corinthians santos palmeiras yankees redsox dodgers giants cubs braves cardinals tigers lakers celtics bulls knicks
   warriors spurs heat cowboys steelers packers eagles patriots broncos raiders chargers redskins dolphins vikings
   ferrari schumacher hamilton ronaldo messi maradona pele zidane beckham neymar jordan kobe lebron federer nadal`,
  // films, games, music, stories
  `superman batman spiderman ironman hulk wolverine avengers captain thor joker robin catwoman starwars startrek yoda
   skywalker vader darthvader jedi obiwan hansolo matrix neo trinity morpheus terminator rambo rocky godzilla kingkong
   harrypotter potter hogwarts gandalf frodo hobbit legolas aragorn sauron merlin excalibur narnia pokemon pikachu
   charizard naruto sasuke goku vegeta dragonball onepiece luffy doraemon hellokitty mickey minnie donald goofy
   disney bambi simba nemo shrek barbie snoopy garfield scooby tweety popeye homer simpson bart southpark minecraft
   fortnite roblox warcraft starcraft diablo counterstrike halo doom quake zelda mario luigi sonic tetris nintendo
   playstation xbox gamer gaming metallica nirvana beatles acdc slayer slipknot eminem tupac madonna shakira beyonce
   rihanna elvis rockstar rocknroll guitar piano drummer music musica musik hiphop techno reggae jazz blues`,
  // nature, seasons, time
  `spring summer autumn winter fall sommer fruehling herbst verano invierno january february march april june july august
   september october november december januar februar juli oktober dezember monday tuesday wednesday thursday friday
   saturday sunday montag freitag morning evening midnight sunrise sunset rainbow thunder lightning storm hurricane
   tornado volcano ocean beach island mountain river forest garden flower flowers lily daisy violet jasmine tulip
   orchid lotus snow snowflake snowman rain moon moonlight star stars stardust sun earth mars venus jupiter saturn
   galaxy universe cosmos planet diamond emerald ruby crystal pearl gold golden silver platinum bronze copper`,
  // food and drink
  `chocolate cookie cookies candy sugar cinnamon vanilla caramel cupcake muffin pancake pizza burger hotdog sandwich
   spaghetti pasta noodles bacon cheese cheesecake butter peanut pumpkin potato tomato carrot banana apple apples
   orange lemon cherry strawberry blueberry raspberry peach mango pineapple coconut melon grape coffee espresso
   cappuccino cocacola coke pepsi beer whiskey vodka tequila martini champagne corona heineken budweiser jackdaniels`,
  // places
  `america american usa canada mexico brazil brasil argentina chile colombia england london britain scotland ireland
   wales france paris germany deutschland berlin muenchen munich hamburg italia italy spain espana portugal lisboa
   holland netherlands amsterdam belgium switzerland austria vienna sweden norway denmark finland poland polska warsaw
   russia moscow ukraine kiev turkey turkiye istanbul greece athens israel egypt cairo africa nigeria kenya india
   mumbai delhi bangalore pakistan china beijing shanghai shenzhen hangzhou hongkong taiwan japan tokyo osaka korea
   seoul vietnam hanoi thailand bangkok singapore malaysia indonesia jakarta philippines manila australia sydney
   melbourne newyork brooklyn california texas florida boston chicago dallas houston miami phoenix denver seattle
   vegas lasvegas hollywood hawaii alaska atlanta detroit dubai`,
  // vehicles and makers
  `mercedes benz bmw audi porsche volkswagen golfgti opel ford mustang camaro corvette chevrolet chevy dodge charger
   viper jeep hummer cadillac lincoln toyota corolla camry honda civic accord nissan skyline mazda subaru impreza
   mitsubishi lancer suzuki yamaha kawasaki ducati harley harleydavidson volvo saab fiat alfaromeo lamborghini maserati
   bugatti bentley rollsroyce jaguar landrover renault peugeot citroen tesla hyundai kia airbus boeing google facebook
   youtube twitter instagram whatsapp linkedin amazon netflix spotify microsoft windows apple iphone ipad macbook
   android nokia motorola blackberry lenovo dell toshiba hitachi siemens philips intel nvidia linux ubuntu debian redhat`,
  // belief, luck, swagger, trades
  `jesus jesuschrist christ christian god godisgood godislove lord savior heaven faith hope blessed blessing bible church
   gospel allah bismillah mashallah inshallah buddha shiva satan lucifer devil demon vampire zombie ghost witch wizard
   magic magician mystery shadow darkness dark darkside night knight warrior soldier sniper killer assassin ninja
   samurai viking pirate pirates gangster mafia boss bigboss rebel legend hero champion winner victory success power
   powerful money cash dollar rich millionaire billion casino jackpot freedom liberty peace nature trust truth justice
   student teacher doctor nurse lawyer engineer police fireman pilot driver farmer hacker hackme cracker geek nerd
   trustno whatever nothing something anything nevermind fuckyou fuckoff fuckme asshole bastard bitch shithead
   bullshit pussy dickhead cocksucker motherfucker penis boobs pornstar playboy stupid idiot loser dummy`,
];

/** Distinct, in no order. */
export const commonWords: ReadonlySet<string> = new Set(kinds.flatMap((kind) => kind.split(/\s+/)));
